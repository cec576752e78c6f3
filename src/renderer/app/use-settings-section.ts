import { useCallback } from 'react'
import { useView } from './view-state.ts'

/** The sections of the settings that another part of the window leads to. */
export type SettingsSection =
  | 'appearance'
  | 'locking'
  | 'access'
  | 'backup'
  | 'identities'
  | 'readers'
  | 'pools'
  | 'spellings'
  | 'duress'
  | 'keeping'
  | 'integrity'

/** Shows the settings with that section in view. */
export const useSettingsSection = (): ((section: SettingsSection) => void) => {
  const { go } = useView()
  return useCallback(
    (section) => go('settings', () => document.getElementById(section)?.scrollIntoView()),
    [go],
  )
}
