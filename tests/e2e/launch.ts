import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, errors, type ElectronApplication, type Page } from 'playwright'
import { processTree, type ProcessInfo } from './process-tree.ts'

export interface LaunchOptions {
  /**
   * The vault's folder, given to the app as `--vault=…`; it need not exist.
   * Default: a fresh one, deleted by `close` and `kill9`.
   */
  readonly vault?: string
  readonly args?: readonly string[]
  /** Started in the app's place: a program that starts it in turn. */
  readonly executable?: string
  readonly env?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
}

export interface Launched {
  readonly app: ElectronApplication
  readonly vault: string
  /** The first window, loaded. */
  readonly window: Page
  /** What main printed to both of its outputs since Playwright attached. */
  readonly output: () => string
  readonly pids: () => ProcessInfo[]
  readonly close: () => Promise<void>
  /** Ends the whole process tree at once, as a power cut would: no handler runs. */
  readonly kill9: () => Promise<void>
}

const staged = (name: string): string => {
  const value = process.env[name]
  if (value === undefined)
    throw new Error(
      `${name} is not set: run this by "npm run test:e2e" or through scripts/run/as-user.ts`,
    )
  return value
}

/**
 * Playwright now and then fails to notice that the app is up (one start in fifty, measured with
 * an earlier Electron: the window is there, its page loaded, and main answers its inspector). It ends that
 * app itself; another one is started.
 */
const attempts = 5
const noticeMs = 12_000

const start = async (
  options: NonNullable<Parameters<typeof _electron.launch>[0]>,
): Promise<ElectronApplication> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await _electron.launch(options)
    } catch (error) {
      if (attempt === attempts || !(error instanceof errors.TimeoutError)) throw error
    }
  }
}

/** Starts the staged app with Chromium's sandbox on and waits for its window. */
export const launch = async (options: LaunchOptions = {}): Promise<Launched> => {
  const own = options.vault === undefined ? mkdtempSync(join(tmpdir(), 'vault-')) : undefined
  const vault = options.vault ?? join(own ?? '', 'Understory')
  const forget = (): void => {
    if (own !== undefined) rmSync(own, { recursive: true, force: true })
  }
  const app = await start({
    executablePath: options.executable ?? staged('UNDERSTORY_EXECUTABLE'),
    args: [`--vault=${vault}`, ...(options.args ?? [])],
    // Playwright adds --no-sandbox unless told otherwise.
    chromiumSandbox: true,
    env: { ...(process.env as Record<string, string>), ...options.env },
    timeout: options.timeoutMs ?? noticeMs,
  })
  const child = app.process()
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const pid = child.pid ?? 0
  const gone = new Promise<void>((resolve) =>
    child.exitCode === null ? child.once('exit', () => resolve()) : resolve(),
  )

  const kill9 = async (): Promise<void> => {
    const tree = processTree(pid)
    for (const each of tree) {
      try {
        process.kill(each.pid, 'SIGKILL')
      } catch {
        // Gone with its parent.
      }
    }
    await gone
    forget()
  }

  try {
    app.context().setDefaultTimeout(30_000)
    const window = await app.firstWindow({ timeout: options.timeoutMs ?? 30_000 })
    await window.waitForLoadState('domcontentloaded')
    return {
      app,
      vault,
      window,
      output: () => output,
      pids: () => processTree(pid),
      close: async () => {
        await app.close()
        await gone
        forget()
      },
      kill9,
    }
  } catch (error) {
    await kill9()
    throw new Error(`the app opened no window; it said:\n${output}`, { cause: error })
  }
}
