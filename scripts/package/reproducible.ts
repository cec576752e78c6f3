import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { mustRun, run } from '../setup/exec.ts'
import { log, seconds, Stop } from '../setup/log.ts'
import { nodeModules, root } from '../setup/paths.ts'
import { resolveRuntime } from '../setup/runtime.ts'
import { become, ensureRunUser } from '../setup/user.ts'
import type { RunUser } from '../setup/user.ts'
import { differences } from './differences.ts'
import { evaluation, release } from './edition.ts'
import type { PackageChoice } from './make.ts'
import { sourceDate } from './source-date.ts'

/** One of two builds: they differ in everything that must not matter. */
type Build = {
  readonly folder: string
  readonly umask: string
  readonly env: Readonly<Record<string, string>>
  /** The time of its source files. */
  readonly touched: string
  /** Undefined: the user of this process. */
  readonly user: RunUser | undefined
}

/** What both builds have in common. */
type Common = {
  /** The folder of the unpacked Electron. */
  readonly electron: string
  readonly epoch: number
  readonly asEvaluation: boolean
  readonly level: number
}

const mostNamed = 20

/** The files of the commit, and its packages, in a folder of the user that builds. */
const layOut = ({ folder, touched, user }: Build): void => {
  mkdirSync(folder, { recursive: true })
  const unpack = 'git -C "$1" archive HEAD | tar -x -C "$2" --no-same-owner --no-same-permissions'
  mustRun('sh', ['-c', unpack, 'archive', root, folder])
  mustRun('find', [folder, '-exec', 'touch', '-h', '-d', touched, '{}', '+'])
  for (const name of ['home', 'tmp']) mkdirSync(join(folder, '..', name))
  if (user !== undefined)
    mustRun('chown', ['-R', `${String(user.uid)}:${String(user.gid)}`, join(folder, '..')])
  // After the owner was changed: hard links share theirs with the originals, folders do not.
  const packages = join(folder, 'node_modules')
  linked(nodeModules, packages)
  rmSync(join(packages, '.vite-temp'), { recursive: true, force: true })
  if (user !== undefined) chownSync(packages, user.uid, user.gid)
}

const linked = (from: string, to: string): void => {
  if (run('cp', ['-al', from, to]).code === 0) return
  rmSync(to, { recursive: true, force: true })
  mustRun('cp', ['-a', from, to])
}

/** @returns the package that the build made. */
const make = (build: Build, { electron, epoch, asEvaluation, level }: Common): string => {
  const { folder, umask, env, user } = build
  layOut(build)
  const since = Date.now()
  const [command = '', ...args] = [
    ...(user === undefined ? [] : become(user)),
    ...['sh', '-c', 'umask "$1" && shift && exec "$@"', 'build', umask],
    ...['node', join('scripts', 'package', 'index.ts'), `--level=${String(level)}`],
    ...(asEvaluation ? ['--evaluation'] : []),
  ]
  const { status } = spawnSync(command, args, {
    cwd: folder,
    env: {
      PATH: `${join(folder, 'node_modules', '.bin')}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`,
      HOME: join(folder, '..', 'home'),
      TMPDIR: join(folder, '..', 'tmp'),
      ELECTRON_OVERRIDE_DIST_PATH: electron,
      SOURCE_DATE_EPOCH: String(epoch),
      ...env,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) throw new Stop(`The build in ${folder} failed; its output is above.`)
  const output = join(folder, (asEvaluation ? evaluation : release).output)
  const file = readdirSync(output).find((name) => name.endsWith('.deb'))
  if (file === undefined) throw new Stop(`The build in ${folder} left no Debian package.`)
  log('package', `built in ${seconds(since)}`)
  return join(output, file)
}

const unpacked = (file: string, folder: string): string => {
  mustRun('dpkg-deb', ['--raw-extract', file, folder])
  return folder
}

const digest = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex')

/**
 * Builds the commit twice, in folders of different depth, with different umasks, languages, time
 * zones and times of the sources, and as root also by different users, and compares the packages.
 * Both use the packages of `node_modules` and the Electron of this machine.
 *
 * @returns 0 where they are the same bytes; else 1, after the names of the files that differ.
 */
export const verifyReproducible = async ({
  asEvaluation,
  level,
}: Pick<PackageChoice, 'asEvaluation' | 'level'>): Promise<number> => {
  const runtime = await resolveRuntime()
  const base = mkdtempSync(join(tmpdir(), 'understory-twice-'))
  try {
    chmodSync(base, 0o755)
    const electron = join(base, 'electron')
    linked(runtime.dir, electron)
    const epoch = sourceDate(process.env['SOURCE_DATE_EPOCH'])
    const common = { electron, epoch, asEvaluation, level }
    const first = make(
      {
        folder: join(base, 'a', 'project'),
        umask: '022',
        env: { LANG: 'C.UTF-8', TZ: 'UTC' },
        touched: '2001-02-03 04:05:06',
        user: undefined,
      },
      common,
    )
    const second = make(
      {
        folder: join(base, 'another-folder', 'with-a-longer-name', 'project'),
        umask: '077',
        env: { LANG: 'ko_KR.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'Asia/Seoul' },
        touched: '2031-12-30 23:59:58',
        user: ensureRunUser(),
      },
      common,
    )
    if (readFileSync(first).equals(readFileSync(second))) {
      log('package', `two builds gave the same bytes: ${basename(first)}`)
      process.stdout.write(`${digest(first)}  ${basename(first)}\n`)
      return 0
    }
    const differing = differences(
      unpacked(first, join(base, 'first')),
      unpacked(second, join(base, 'second')),
    )
    const shown = differing.slice(0, mostNamed)
    for (const line of shown) log('package', `differs: ${line}`)
    if (differing.length > shown.length)
      log('package', `and ${String(differing.length - shown.length)} more`)
    if (differing.length === 0) log('package', 'only times, owners or the archives differ')
    return 1
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}
