import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from './exec.ts'
import { cache, nodeModules, root } from './paths.ts'
import { log, Stop } from './log.ts'
import { unfinished } from './unfinished.ts'

const hasHeaders = (folder: string): boolean =>
  existsSync(join(folder, 'include', 'node', 'node_api.h'))

/**
 * `npm ci` keeps Node's headers beside its binary; a later `npm install` of anything prunes them.
 */
const installed = (): string | undefined =>
  [join(nodeModules, 'node', 'node_modules'), nodeModules]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .find((folder) => /[\\/]node-[a-z0-9]+-[a-z0-9]+$/.test(folder) && hasHeaders(folder))

/** The package that npm's `node` installs from, for this machine and this version; only its headers are kept. */
const fetched = (): string => {
  const spec = `node-${process.platform}-${process.arch}@${process.versions.node}`
  const target = join(cache, 'headers', process.versions.node)
  if (hasHeaders(target)) return target
  log('addon', `fetching Node's headers out of the npm package ${spec}`)
  const work = unfinished(target)
  mkdirSync(work, { recursive: true })
  try {
    const quick = ['--prefer-offline', '--loglevel=error', '--fetch-retries=1']
    mustRun('npm', ['pack', spec, ...quick, '--pack-destination', work], {
      cwd: root,
      fix: 'Run "npm ci", which brings the headers too.',
    })
    const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'))
    if (tarball === undefined) throw new Stop(`npm pack ${spec} left no file.`)
    mustRun('tar', ['-xzf', join(work, tarball), '-C', work, 'package/include'])
    rmSync(target, { recursive: true, force: true })
    renameSync(join(work, 'package'), target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return target
}

/** A folder with Node's headers under `include/node`, as node-gyp's `--nodedir` wants it. */
export const headersFolder = (): string => installed() ?? fetched()
