import type { Rectangle } from 'electron'
import type { TextSize } from '../../shared/records.ts'
import { textSizes } from '../../shared/vocabularies.ts'

/**
 * Permitted arguments of a packaged app: its own two options, and those for the screen. Chromium
 * knows hundreds more: some open the app to another program (`--inspect`,
 * `--remote-debugging-port`, `--no-sandbox`), others record its activity (`--log-net-log`,
 * `--enable-logging`) or start another program in its place (`--renderer-cmd-prefix`). A list of
 * bad ones would never be complete.
 */
const allowed = [
  /^--vault=/,
  /^--require-no-network(=true)?$/,
  /^--force-device-scale-factor=\d(\.\d{1,2})?$/,
  /^--ozone-platform(-hint)?=(auto|wayland|x11)$/,
  // macOS before 10.9 and some launchers since.
  /^-psn_[\d_]+$/,
]

/** Chromium on Windows takes a slash for a dash. */
const isSwitch = (argument: string, platform: NodeJS.Platform): boolean =>
  argument.startsWith('-') || (platform === 'win32' && argument.startsWith('/'))

/**
 * Must the app not start with this argument? Packaged apps ask; the unpackaged one does not, because
 * the end-to-end tests drive it through the inspector.
 */
export const isRefusedArgument = (argument: string, platform = process.platform): boolean =>
  isSwitch(argument, platform) && !allowed.some((pattern) => pattern.test(argument))

/** Must the app not start unless the kernel blocks the network? */
export const requiresNoNetwork = (argv: readonly string[]): boolean =>
  argv.some((each) => each.startsWith('--require-no-network'))

/** State that a window passes to the next one. */
export type WindowState = {
  readonly bounds: Rectangle
  readonly textSize: TextSize
}

/**
 * {@link WindowState} and the folder of the vault as one word, for an environment variable: every
 * user of the machine can read a command line.
 */
export const restartWord = (folder: string, { bounds, textSize }: WindowState): string => {
  const { x, y, width, height } = bounds
  const state = JSON.stringify({ folder, bounds: { x, y, width, height }, textSize })
  return Buffer.from(state).toString('base64url')
}

const maxChars = 16_384
const maxPx = 99_999

/**
 * The state in a {@link restartWord}; null after an ordinary start, and for a word that was not made
 * so. Checked without a schema: the first screen waits for this.
 */
export const stateBefore = (
  word: string | undefined,
): (WindowState & { readonly folder: string }) | null => {
  if (word === undefined || word.length > maxChars) return null
  try {
    const json = Buffer.from(word, 'base64url').toString('utf8')
    const { folder, bounds, textSize } = JSON.parse(json) as WindowState & {
      readonly folder: unknown
    }
    const px = [bounds.x, bounds.y, bounds.width, bounds.height]
    if (!px.every((each) => Number.isInteger(each) && Math.abs(each) <= maxPx)) return null
    if (typeof folder !== 'string' || folder === '' || !textSizes.includes(textSize)) return null
    // Nothing else is in it.
    return restartWord(folder, { bounds, textSize }) === word ? { folder, bounds, textSize } : null
  } catch {
    return null
  }
}
