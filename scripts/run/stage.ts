import { chmodSync, chownSync, copyFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { failed, mustRun, run } from '../setup/exec.ts'
import type { Ready } from '../setup/index.ts'
import { cache, nodeModules, root } from '../setup/paths.ts'
import { executableInDist } from '../setup/platform.ts'
import { ensureSandbox } from '../setup/sandbox.ts'
import { become, runBase } from '../setup/user.ts'
import type { RunUser } from '../setup/user.ts'
import { makeRunFolder, removeLeftRuns } from './run-folders.ts'
import { stageApp } from './stage-app.ts'

/** One run's folder: nothing in it outlives the run except what is collected. */
export type Stage = {
  readonly base: string
  /** The built app as the runtime sees it: package.json, out/, the one native package. */
  readonly app: string
  /** The Electron to start; it finds `app` by itself. */
  readonly executable: string
  /** The path that the user starts: `executable` in namespaces without a network (src/launcher). */
  readonly launcher: string
  /** Runs a command in such namespaces. */
  readonly confine: string
  /** A copy of the project (sources, scripts, tests) with `node_modules`. */
  readonly work: string
  /** The folder for the results of the run. */
  readonly out: string
  /** A packaged app's folder, once `bringIn` has laid it there. */
  readonly packaged: string
  /** Folders that the caller gave the run, by name; the run may write to them. */
  readonly brought: string
  readonly home: string
  readonly tmp: string
  readonly remove: () => void
}

/** Kept out of the project's copy, at the top level only. */
const notStaged = [
  '.git',
  '.cache',
  'node_modules',
  'out',
  'dist',
  'demo-out',
  'bench-out',
  'test-out',
]

/** Hard links where the file system allows: a runtime is a quarter of a gigabyte. */
const link = (from: string, to: string): void => {
  if (run('cp', ['-al', from, to]).code === 0) return
  rmSync(to, { recursive: true, force: true })
  mustRun('cp', ['-a', from, to])
}

/**
 * Copies the launcher, the script with which it confines the app, and the one that checks a release
 * without the app, beside the executable `NAME.bin`.
 */
export const stageLauncher = (folder: string, name: string): void => {
  const from = join(root, 'src', 'launcher')
  for (const [script, to] of [
    ['understory.sh', name],
    ['confine.sh', 'confine'],
    ['check-release.sh', 'check-release'],
  ] as const) {
    copyFileSync(join(from, script), join(folder, to))
    chmodSync(join(folder, to), 0o755)
  }
}

const stageRuntime = (from: string, to: string): void => {
  link(from, to)
  const resources = join(to, 'resources')
  for (const name of ['app', 'app.asar'])
    rmSync(join(resources, name), { recursive: true, force: true })
  symlinkSync(join('..', '..', 'app'), join(resources, 'app'))
  stageLauncher(to, 'understory')
  symlinkSync(executableInDist('linux'), join(to, 'understory.bin'))
}

const canRead = (user: RunUser | undefined, file: string): boolean => {
  if (user === undefined) return true
  const [command, ...prefix] = become(user)
  return run(command, [...prefix, 'test', '-r', file]).code === 0
}

/**
 * Copies the project, without what is made from it and without `node_modules`.
 *
 * @throws Stop in one line.
 */
export const copyProject = (work: string): void => {
  const except = notStaged.map((name) => `--exclude=./${name}`)
  // tar ends with 1 when a file changed under it, which other tools at work in the tree may cause.
  const pack =
    'from=$1; to=$2; shift 2; tar -C "$from" -cf - "$@" . | tar -C "$to" -xf - --no-same-owner'
  const packed = run('sh', ['-c', pack, 'stage', root, work, '--anchored', ...except])
  if (packed.code > 1) throw failed('Copying the project for a run', packed)
}

const stageWork = (work: string, user: RunUser | undefined): void => {
  mkdirSync(work)
  copyProject(work)
  if (user !== undefined) mustRun('chown', ['-R', `${String(user.uid)}:${String(user.gid)}`, work])
  const linked = join(work, 'node_modules')
  if (canRead(user, join(nodeModules, 'playwright', 'package.json')))
    symlinkSync(nodeModules, linked)
  else {
    link(nodeModules, linked)
    mustRun('chmod', ['-R', 'u+rwX,go+rX', linked])
  }
}

/**
 * Lays out a fresh folder in which the run's user can start the app, and removes those that killed
 * runs left. Linux only.
 */
export const makeStage = (ready: Ready): Stage => {
  const parent = ready.user === undefined ? join(cache, 'runs') : runBase
  mkdirSync(parent, { recursive: true })
  removeLeftRuns(parent)
  const base = makeRunFolder(parent)
  const stage: Stage = {
    base,
    app: join(base, 'app'),
    executable: join(base, 'runtime', executableInDist('linux')),
    launcher: join(base, 'runtime', 'understory'),
    confine: join(base, 'runtime', 'confine'),
    work: join(base, 'work'),
    out: join(base, 'out'),
    packaged: join(base, 'packaged'),
    brought: join(base, 'brought'),
    home: join(base, 'home'),
    tmp: join(base, 'tmp'),
    remove: () => rmSync(base, { recursive: true, force: true }),
  }
  try {
    stageApp(stage.app, { addon: ready.addon })
    stageRuntime(ready.runtime.dir, join(base, 'runtime'))
    ensureSandbox(join(base, 'runtime'), ready.user)
    stageWork(stage.work, ready.user)
    for (const folder of [stage.out, stage.home, stage.tmp]) mkdirSync(folder, { mode: 0o700 })
    if (ready.user !== undefined) {
      const { uid, gid } = ready.user
      for (const folder of [base, stage.out, stage.home, stage.tmp]) chownSync(folder, uid, gid)
    }
    chmodSync(base, 0o700)
    return stage
  } catch (error) {
    stage.remove()
    throw error
  }
}

/** Lays a packaged app into the stage, where the run's user can start it. */
export const bringIn = (stage: Stage, folder: string, user: RunUser | undefined): void => {
  link(folder, stage.packaged)
  ensureSandbox(stage.packaged, user)
}

/** Copies a folder into the stage, where it belongs to the run's user. The modes stay. */
export const bringCopy = (
  stage: Stage,
  { name, folder }: { readonly name: string; readonly folder: string },
  user: RunUser | undefined,
): void => {
  mkdirSync(stage.brought, { recursive: true })
  mustRun('cp', ['-a', '--reflink=auto', folder, join(stage.brought, name)])
  if (user === undefined) return
  mustRun('chown', ['-R', `${String(user.uid)}:${String(user.gid)}`, stage.brought])
}
