import { app } from 'electron'
import { writeSync } from 'node:fs'
import { restartWord } from './command-line.ts'
import type { WindowState } from './command-line.ts'
import { giveDesktopFoldersBack } from './paths.ts'

/**
 * A driver that came in by the inspector would lose the app that it drives; it gets a new window in
 * the same process instead. Packaged apps refuse the inspector.
 */
export const isDriven = (): boolean => !app.isPackaged && app.commandLine.hasSwitch('inspect')

/**
 * Ends every process of the app and starts it again, on the unlock screen of `folder`. Chromium's
 * main process gets all text around the caret, for input methods, and does not clear what it frees:
 * only its end does.
 *
 * If the launcher (src/launcher) started this app, it starts the next one, after the kernel has ended
 * every process of this one. Otherwise Electron's own relaunch starts the running executable, and
 * no path that a variable such as APPIMAGE names. The folder is passed in the environment, not on the
 * command line.
 */
export const restartApp = (folder: string, state: WindowState): void => {
  const word = restartWord(folder, state)
  if (process.env['UNDERSTORY_RESTART_FD'] === '3') {
    try {
      writeSync(3, word)
    } finally {
      // Also if the launcher has ended: a hidden window must not stay.
      app.exit(0)
    }
    return
  }
  giveDesktopFoldersBack()
  process.env['UNDERSTORY_RESTART'] = word
  app.relaunch({ args: process.argv.slice(1).filter((each) => !each.startsWith('--vault=')) })
  app.exit(0)
}
