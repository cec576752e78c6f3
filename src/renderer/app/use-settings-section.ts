import { useCallback } from 'react'
import { useView } from './view-state.ts'

/** Sections of the settings that other parts of the window link to. */
export type SettingsSection =
  | 'appearance'
  | 'locking'
  | 'access'
  | 'backup'
  | 'identities'
  | 'readers'
  | 'pools'
  | 'spellings'
  | 'wipe'
  | 'retention'
  | 'integrity'
  | 'release'

/** Opens the settings at a section. */
export const useSettingsSection = (): ((section: SettingsSection) => void) => {
  const { go } = useView()
  return useCallback(
    (section) => go('settings', () => document.getElementById(section)?.scrollIntoView()),
    [go],
  )
}
