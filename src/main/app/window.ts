import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { Rectangle, Session } from 'electron'
import type { TextSize } from '../../shared/records.ts'
import { closedPreferences } from './window-hardening.ts'

export const pageAddress = 'app://understory/'

/** As large as it begins, or as the screen: what the system enlarges twice has room for half as much. */
const firstSize = (): { readonly width: number; readonly height: number } => {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize
  return { width: Math.min(1280, width), height: Math.min(720, height) }
}

/**
 * A window with everything closed that can be closed. It is shown once painted, so that locking does
 * not flash. The page is not loaded yet.
 */
export const createWindow = (options: {
  readonly session: Session
  readonly preload: string
  /** Where the window before this one was. */
  readonly bounds: Rectangle | null
  /** How large that one showed everything; kept by the session, and so in memory alone. */
  readonly textSize: TextSize
}): BrowserWindow => {
  const window = new BrowserWindow({
    ...(options.bounds ?? firstSize()),
    // A small laptop whose system enlarges everything twice has 683 by 384.
    minWidth: 640,
    minHeight: 360,
    show: false,
    title: '',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#161a17' : '#f6f4ef',
    autoHideMenuBar: true,
    webPreferences: {
      session: options.session,
      preload: options.preload,
      zoomFactor: options.textSize / 100,
      ...closedPreferences,
      autoplayPolicy: 'user-gesture-required',
    },
  })
  // Keeps the window out of screenshots where the system offers it (not on Linux).
  window.setContentProtection(true)
  window.once('ready-to-show', () => window.show())
  return window
}
