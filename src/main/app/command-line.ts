import type { Rectangle } from 'electron'
import { z } from 'zod'
import { TextSize } from '../../shared/records.ts'

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

const maxChars = 16_384
const px = z.int().min(-99_999).max(99_999)

const State = z.strictObject({
  folder: z.string().min(1),
  bounds: z.strictObject({ x: px, y: px, width: px, height: px }),
  textSize: TextSize,
})

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

/** The state in a {@link restartWord}; null after an ordinary start or for a malformed word. */
export const stateBefore = (
  word: string | undefined,
): (WindowState & { readonly folder: string }) | null => {
  if (word === undefined || word.length > maxChars) return null
  try {
    const json = Buffer.from(word, 'base64url').toString('utf8')
    return State.parse(JSON.parse(json))
  } catch {
    return null
  }
}
