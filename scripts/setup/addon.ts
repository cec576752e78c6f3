import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { mustRun, toolEnv } from './exec.ts'
import { headersFolder } from './headers.ts'
import { cache, nodeModules, root } from './paths.ts'
import { log, seconds, Stop } from './log.ts'
import { unfinished } from './unfinished.ts'

/** The path of the addon in the staged app, relative to its `out/` folder. */
export const addonInOut = join('native', 'better_sqlite3_napi9.node')

const shim = join(root, 'scripts', 'setup', 'addon-shim.h')
const source = join(nodeModules, 'better-sqlite3')

/**
 * Builds the SQLite addon for a runtime with Node-API 9 and returns its path.
 * The result is cached under the package's version and the hash of everything this recipe adds.
 *
 * @throws Stop when the compiler or the headers are missing.
 */
export const buildAddon = (): string => {
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as {
    version: string
  }
  const recipe = createHash('sha256')
    .update(readFileSync(shim))
    .update(process.arch)
    .digest('hex')
    .slice(0, 12)
  const target = join(cache, 'addon', `better_sqlite3-${version}-${recipe}.node`)
  if (existsSync(target)) {
    log(
      'addon',
      `SQLite addon for Node-API 9 is built already (better-sqlite3-multiple-ciphers ${version})`,
    )
    return target
  }

  log(
    'addon',
    `building better-sqlite3-multiple-ciphers ${version} for Node-API 9 (once, one to two minutes)`,
  )
  const since = Date.now()
  const work = unfinished(target)
  mkdirSync(work, { recursive: true })
  try {
    for (const part of ['binding.gyp', 'package.json', 'deps', 'lib', 'src']) {
      cpSync(join(source, part), join(work, part), { recursive: true })
    }
    const gyp = readFileSync(join(work, 'binding.gyp'), 'utf8')
    if (!gyp.includes("'NAPI_VERSION=10'"))
      throw new Stop(
        'binding.gyp no longer asks for Node-API 10: the recipe in scripts/setup/addon.ts needs a look.',
      )
    writeFileSync(join(work, 'binding.gyp'), gyp.replace("'NAPI_VERSION=10'", "'NAPI_VERSION=9'"))
    mustRun(
      process.execPath,
      [
        join(nodeModules, 'node-gyp', 'bin', 'node-gyp.js'),
        'rebuild',
        '--release',
        '--force_build=1',
        `--nodedir=${headersFolder()}`,
      ],
      {
        cwd: work,
        env: toolEnv({ CXXFLAGS: `${process.env['CXXFLAGS'] ?? ''} -include ${shim}`.trim() }),
        fix: 'Check the compiler ("g++ --version", at least version 12), then run the command again.',
      },
    )
    renameSync(join(work, 'build', 'Release', 'better_sqlite3.node'), target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  log('addon', `built in ${seconds(since)}`)
  return target
}
