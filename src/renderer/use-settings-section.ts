import { useCallback } from 'react'
import { useView } from './view-state.tsx'

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

/** The settings are drawn in pieces, and may have to be read first. */
const framesMost = 120

const scrollTo = (section: SettingsSection, left = framesMost): void => {
  const found = document.getElementById(section)
  if (found !== null) found.scrollIntoView()
  else if (left > 0) requestAnimationFrame(() => scrollTo(section, left - 1))
}

/** Shows the settings with that section in view. */
export const useSettingsSection = (): ((section: SettingsSection) => void) => {
  const { go } = useView()
  return useCallback(
    (section) => {
      go('settings')
      requestAnimationFrame(() => scrollTo(section))
    },
    [go],
  )
}
