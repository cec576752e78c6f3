import { app } from 'electron'
import type { Rectangle } from 'electron'
import { TextSize } from '../../shared/records.ts'
import { giveDesktopFoldersBack } from './paths.ts'

const vaultOption = '--vault='
const windowOption = '--window='

/** What a window leaves to the one after it. */
export type WindowState = {
  readonly bounds: Rectangle
  readonly textSize: TextSize
}

/** How the window was when the app restarted itself; null after an ordinary start. */
export const windowBefore = (argv: readonly string[]): WindowState | null => {
  const option = argv.find((each) => each.startsWith(windowOption))?.slice(windowOption.length)
  const found = /^(-?\d{1,5}),(-?\d{1,5}),(\d{1,5}),(\d{1,5}),(\d{3})$/.exec(option ?? '')
  if (found === null) return null
  const [x = 0, y = 0, width = 0, height = 0, size = 0] = found.slice(1).map(Number)
  const textSize = TextSize.safeParse(size)
  return textSize.success ? { bounds: { x, y, width, height }, textSize: textSize.data } : null
}

/**
 * A driver that came in by the inspector would lose the app that it drives; it gets a new window in
 * the same process instead. Packaged apps refuse the inspector.
 */
export const isDriven = (): boolean => !app.isPackaged && app.commandLine.hasSwitch('inspect')

/**
 * Ends every process of the app and starts it anew, on the unlock screen of `folder`. Chromium's
 * main process is told all text around the caret, for input methods, and does not clear what it
 * frees: only its end does.
 */
export const restartApp = (folder: string, { bounds, textSize }: WindowState): void => {
  const own = [vaultOption, windowOption]
  const args = process.argv.slice(1).filter((each) => !own.some((name) => each.startsWith(name)))
  const { x, y, width, height } = bounds
  const appImage = process.env['APPIMAGE']
  giveDesktopFoldersBack()
  app.relaunch({
    args: [
      ...args,
      `${vaultOption}${folder}`,
      `${windowOption}${[x, y, width, height, textSize].join(',')}`,
    ],
    ...(appImage === undefined ? {} : { execPath: appImage }),
  })
  app.exit(0)
}
