import { BrowserWindow, nativeTheme } from 'electron'
import type { Rectangle, Session } from 'electron'
import { closedPreferences } from './closed-preferences.ts'

export const pageAddress = 'app://desk/'

/**
 * A window with everything closed that can be closed. It is shown once painted, so that locking does
 * not flash. The page is not loaded yet.
 */
export const createWindow = (options: {
  readonly session: Session
  readonly preload: string
  /** Where the window before this one was. */
  readonly bounds: Rectangle | null
}): BrowserWindow => {
  const window = new BrowserWindow({
    ...(options.bounds ?? { width: 1280, height: 720 }),
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: '',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#161a17' : '#f6f4ef',
    autoHideMenuBar: true,
    webPreferences: {
      session: options.session,
      preload: options.preload,
      ...closedPreferences,
      autoplayPolicy: 'user-gesture-required',
    },
  })
  // Keeps the window out of screenshots where the system offers it (not on Linux).
  window.setContentProtection(true)
  window.once('ready-to-show', () => window.show())
  return window
}
