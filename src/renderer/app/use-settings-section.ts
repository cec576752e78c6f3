import { useCallback } from 'react'
import { useView } from './view-state.ts'
import type { SettingsSection } from './view-state.ts'

/** Opens the settings at a section. */
export const useSettingsSection = (): ((section: SettingsSection) => void) => {
  const { go, chooseSettings } = useView()
  return useCallback(
    (section) => {
      chooseSettings(section)
      go('settings', () => document.getElementById(section)?.scrollIntoView())
    },
    [go, chooseSettings],
  )
}
