/**
 * What a packaged app can be started with: its own three options, and what fits a screen. Chromium
 * knows hundreds more: some open the app to another program (`--inspect`, `--remote-debugging-port`,
 * `--no-sandbox`), others write down what it does (`--log-net-log`, `--enable-logging`) or start
 * something else in its place (`--renderer-cmd-prefix`). A list of bad ones would never be whole.
 */
const allowed = [
  /^--vault=/,
  /^--restart=/,
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
