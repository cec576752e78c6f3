import { mkdirSync, chmodSync } from 'node:fs'
import { isRoot, mustRun, run } from './exec.ts'
import { log } from './log.ts'

/** The system user that runs Electron when this script runs as root. */
export const runUser = 'understory-run'

/** A folder owned by root; each run gets a folder below it that the user can reach. */
export const runBase = '/var/lib/understory-run'

const idOf = (flag: '-u' | '-g'): number => Number(mustRun('id', [flag, runUser]).stdout.trim())

export type RunUser = {
  readonly uid: number
  readonly gid: number
}

/** Chromium refuses its sandbox as root, so another user has to run it. Undefined when not root. */
export const ensureRunUser = (): RunUser | undefined => {
  if (!isRoot()) return undefined
  if (run('id', ['-u', runUser]).code !== 0) {
    log('user', `creating the unprivileged system user ${runUser}`)
    mustRun('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      runUser,
    ])
  }
  mkdirSync(runBase, { recursive: true })
  chmodSync(runBase, 0o755)
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** The command prefix that switches to this user, with no other group and no way back. */
export const become = (user: RunUser): [string, ...string[]] => [
  'setpriv',
  `--reuid=${String(user.uid)}`,
  `--regid=${String(user.gid)}`,
  '--clear-groups',
  '--inh-caps=-all',
]
