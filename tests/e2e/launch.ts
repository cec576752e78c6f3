import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright'
import type { ElectronApplication, Page } from 'playwright'
import { processTree } from './process-tree.ts'
import type { ProcessInfo } from './process-tree.ts'
import { timeLimit } from './waiting.ts'

export type LaunchOptions = {
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

export type Launched = {
  readonly app: ElectronApplication
  readonly vault: string
  /** The first window, loaded. */
  readonly window: Page
  /** The main process's stdout and stderr since Playwright attached. */
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

/** Starts the staged app with Chromium's sandbox on and waits for its window. */
export const launch = async (options: LaunchOptions = {}): Promise<Launched> => {
  const own = options.vault === undefined ? mkdtempSync(join(tmpdir(), 'vault-')) : undefined
  const vault = options.vault ?? join(own ?? '', 'Understory')
  const forget = (): void => {
    if (own !== undefined) rmSync(own, { recursive: true, force: true })
  }
  const app = await _electron.launch({
    executablePath: options.executable ?? staged('UNDERSTORY_EXECUTABLE'),
    args: [`--vault=${vault}`, ...(options.args ?? [])],
    // Playwright adds --no-sandbox unless told otherwise.
    chromiumSandbox: true,
    // The app opens no window before Playwright is attached: see scripts/run/hold-start.cjs.
    env: { ...(process.env as Record<string, string>), ...options.env, UNDERSTORY_HOLD: '1' },
    timeout: options.timeoutMs ?? timeLimit,
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
        // Already ended with its parent.
      }
    }
    await gone
    forget()
  }

  try {
    app.context().setDefaultTimeout(timeLimit)
    const window = await app.firstWindow({ timeout: options.timeoutMs ?? timeLimit })
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
