import { spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasCommand, isRoot, mustRun, run } from '../setup/exec.ts'
import { Stop } from '../setup/log.ts'
import { become } from '../setup/user.ts'
import type { RunUser } from '../setup/user.ts'
import { processesOf, runVariable } from './run-folders.ts'
import type { Stage } from './stage.ts'

export type StageRun = {
  readonly stage: Stage
  readonly user: RunUser | undefined
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /**
   * `inherited` is for the user's own window: their input method, language and D-Bus. Default:
   * clean.
   */
  readonly environment?: 'clean' | 'inherited'
  /** `virtual`: an X server of its own, with nothing else on it. `own`: the display of this session. */
  readonly display: 'virtual' | 'own'
  /**
   * Runs the command, and all that it starts, without a network and with nothing writable but the stage
   * (src/launcher/confine.sh). Default: true. The launcher confines by itself, and some tests look at
   * the app outside.
   */
  readonly confined?: boolean
  /** Ends everything the run started after this time. */
  readonly timeoutMs?: number
  /** Size of the virtual screen; 1366x768 is the smallest that the app must suit. */
  readonly screen?: string
}

export type StageResult = {
  readonly code: number
  readonly timedOut: boolean
}

/** Only what a terminal needs from the caller's environment: no token, no agent, no D-Bus. */
const cleanEnv = ({ stage, user, env }: StageRun): Record<string, string> => {
  const home = stage.home
  const runtimeDir = join(home, '.runtime')
  if (!existsSync(runtimeDir)) mkdirSync(runtimeDir, { mode: 0o700 })
  if (user !== undefined) chownSync(runtimeDir, user.uid, user.gid)
  const kept = ['CI', 'TERM', 'NO_COLOR', 'FORCE_COLOR'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(kept),
    PATH: [
      join(stage.work, 'node_modules', '.bin'),
      '/usr/local/bin',
      '/usr/bin',
      '/bin',
      '/usr/sbin',
      '/sbin',
    ].join(':'),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    HOME: home,
    TMPDIR: stage.tmp,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_RUNTIME_DIR: runtimeDir,
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    DBUS_SYSTEM_BUS_ADDRESS: 'disabled:',
    NO_AT_BRIDGE: '1',
    ...env,
  }
}

const virtualDisplay = (screen: string): string[] => {
  const missing = ['xvfb-run', 'Xvfb', 'xauth'].filter((name) => !hasCommand(name))
  if (missing.length > 0)
    throw new Stop(
      `No virtual display: ${missing.join(', ')} missing. Run: sudo apt-get install xvfb xauth`,
    )
  // An X server that is not root's cannot make this folder with the right owner.
  if (isRoot()) {
    mkdirSync('/tmp/.X11-unix', { recursive: true })
    chmodSync('/tmp/.X11-unix', 0o1777)
  }
  // Two runs that start at once would both find the same free number: start looking at a random one.
  const first = 100 + Math.floor(Math.random() * 4000)
  return [
    'xvfb-run',
    '--auto-servernum',
    `--server-num=${String(first)}`,
    '--server-args',
    `-screen 0 ${screen}x24 -nolisten tcp`,
  ]
}

/** Gives the unprivileged user access to this session's display, by a copy of its cookie. */
const ownDisplay = (stage: Stage, user: RunUser | undefined): Record<string, string> => {
  const { DISPLAY, XAUTHORITY, WAYLAND_DISPLAY, XDG_RUNTIME_DIR } = process.env
  if (user === undefined) {
    const wayland = WAYLAND_DISPLAY !== undefined && XDG_RUNTIME_DIR !== undefined
    return {
      ...(DISPLAY === undefined ? {} : { DISPLAY }),
      ...(XAUTHORITY === undefined ? {} : { XAUTHORITY }),
      ...(wayland ? { WAYLAND_DISPLAY, XDG_RUNTIME_DIR } : {}),
    }
  }
  if (DISPLAY === undefined)
    throw new Stop(
      'There is no X display: DISPLAY is not set. Run "DISPLAY=:0 npm start", or npm start as your own user.',
    )
  const cookie = join(stage.home, '.Xauthority')
  const listed = run('xauth', ['extract', '-', DISPLAY]).code === 0
  writeFileSync(cookie, '', { mode: 0o600 })
  if (listed)
    mustRun('sh', ['-c', 'xauth extract - "$1" | xauth -f "$2" merge -', 'cookie', DISPLAY, cookie])
  chownSync(cookie, user.uid, user.gid)
  return { DISPLAY, XAUTHORITY: cookie }
}

/** Ends leftover processes: Playwright's children lead their own process groups. */
const killLeftovers = (base: string): void => {
  for (const pid of processesOf(base)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Already ended.
    }
  }
}

/** Variables for a script in the stage; the first one also marks all processes of the run. */
const stageEnv = (stage: Stage): Record<string, string> => ({
  [runVariable]: stage.base,
  UNDERSTORY_EXECUTABLE: stage.executable,
  UNDERSTORY_LAUNCHER: stage.launcher,
  UNDERSTORY_APP: stage.app,
  UNDERSTORY_OUT: stage.out,
})

const inheritedEnv = (): NodeJS.ProcessEnv => {
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, ...others } = process.env
  return others
}

/**
 * The stage's folders by name: to name the stage itself would open the hidden files of the home in it. An X
 * server keeps its socket and its lock in /tmp.
 */
const confinedIn = ({ confine, work, out, brought, home, tmp }: Stage): string[] => [
  confine,
  ...[work, out, brought, tmp, join(home, '.runtime'), '/tmp'].flatMap((folder) => [
    '--writable',
    folder,
  ]),
  ...['--', 'env', `TMPDIR=${tmp}`],
]

/** Runs a command inside the stage, as its user and without core dumps; a test may ask for one. */
export const runInStage = async (options: StageRun): Promise<StageResult> => {
  const { stage, user } = options
  const screen = options.display === 'virtual' ? virtualDisplay(options.screen ?? '1366x768') : []
  const env = {
    ...(options.environment === 'inherited' ? inheritedEnv() : cleanEnv(options)),
    ...(options.display === 'own' ? ownDisplay(stage, user) : {}),
    ...stageEnv(stage),
  }
  const [command = '', ...args] = [
    ...(user === undefined ? [] : become(user)),
    'prlimit',
    '--core=0:',
    '--',
    ...(options.confined === false ? [] : confinedIn(stage)),
    ...screen,
    ...options.command,
  ]
  const child = spawn(command, args, {
    cwd: stage.work,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })

  let timedOut = false
  const end = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, signal)
    } catch {
      // Already ended.
    }
  }
  const interrupted = (): void => end('SIGTERM')
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true
          end('SIGKILL')
        }, options.timeoutMs)
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (exit, signal) => resolve(exit ?? (signal === 'SIGTERM' ? 143 : 137)))
    })
    return { code, timedOut }
  } finally {
    clearTimeout(timer)
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
    killLeftovers(stage.base)
  }
}
