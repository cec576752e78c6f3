import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setUp } from '../setup/index.ts'
import type { Ready } from '../setup/index.ts'
import { root } from '../setup/paths.ts'
import { runMain, log } from '../setup/log.ts'
import { runBase } from '../setup/user.ts'
import { buildApp } from './build.ts'
import { runInStage } from './in-stage.ts'
import { makeStage } from './stage.ts'

const hasDisplay = (): boolean =>
  (process.env['DISPLAY'] ?? '') !== '' || (process.env['WAYLAND_DISPLAY'] ?? '') !== ''

/** The user's language and input method, for a window in an otherwise clean environment. */
const personal = (): Record<string, string> =>
  Object.fromEntries(
    ['LANG', 'LC_ALL', 'LANGUAGE', 'TZ', 'GTK_IM_MODULE', 'XMODIFIERS'].flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )

/** Root's window belongs to another user, whose settings are kept from one start to the next. */
const lastingHome = (ready: Ready, fallback: string): string => {
  if (ready.user === undefined) return process.env['HOME'] ?? fallback
  const home = join(runBase, 'home')
  mkdirSync(home, { recursive: true })
  chownSync(home, ready.user.uid, ready.user.gid)
  chmodSync(home, 0o700)
  return home
}

const startOnLinux = async (ready: Ready, args: readonly string[]): Promise<number> => {
  const made = makeStage(ready)
  const stage = { ...made, home: lastingHome(ready, made.home) }
  const display = hasDisplay() ? 'own' : 'virtual'
  try {
    if (display === 'virtual')
      log(
        'start',
        'no display here: the window opens on a virtual one, where nobody sees it; end it with Ctrl+C',
      )
    if (ready.user !== undefined)
      log(
        'start',
        `running as an unprivileged user, since Chromium's sandbox refuses root; its home is ${stage.home}`,
      )
    log('start', 'opening the window')
    const { code } = await runInStage({
      stage,
      user: ready.user,
      command: [stage.launcher, ...args],
      // The launcher does it.
      confined: false,
      display,
      environment: ready.user === undefined ? 'inherited' : 'clean',
      env: personal(),
    })
    return code
  } finally {
    made.remove()
  }
}

/** A relative folder is meant from where the person is, not from the stage, which is removed afterwards. */
const fromHere = (argument: string): string =>
  argument.startsWith('--vault=')
    ? `--vault=${resolve(process.env['INIT_CWD'] ?? process.cwd(), argument.slice('--vault='.length))}`
    : argument

await runMain(async () => {
  const args = process.argv.slice(2).map(fromHere)
  const ready = await setUp({ tests: false })
  buildApp()
  if (process.platform === 'linux') return startOnLinux(ready, args)
  return spawnSync(ready.runtime.executable, [root, ...args], { stdio: 'inherit' }).status ?? 1
})
