import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { mustRun } from '../setup/exec.ts'
import { cache, nodeModules, out, root } from '../setup/paths.ts'
import { runMain, say, seconds } from '../setup/say.ts'

const stamp = join(cache, 'build-stamp')

/** Everything that decides what the build writes. */
const inputs = (): string[] => [
  ...readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort(),
  join(root, 'electron.vite.config.ts'),
  join(root, 'scripts', 'run', 'renderer-manifest.ts'),
  join(root, 'package-lock.json'),
]

const inputsHash = (): string => {
  const hash = createHash('sha256')
  for (const file of inputs()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(existsSync(file) ? readFileSync(file) : '')
      .update('\0')
  }
  return hash.digest('hex')
}

/** Builds `out/` unless it was built from exactly these sources. */
export const buildApp = (options: { readonly force?: boolean } = {}): void => {
  const wanted = inputsHash()
  if (
    options.force !== true &&
    existsSync(join(out, 'renderer-manifest.json')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted
  ) {
    say('build', 'out/ is up to date')
    return
  }
  const since = Date.now()
  for (const old of [out, stamp]) rmSync(old, { recursive: true, force: true })
  mustRun(
    process.execPath,
    [join(nodeModules, 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: root },
  )
  mkdirSync(cache, { recursive: true })
  writeFileSync(stamp, wanted)
  say('build', `out/ built in ${seconds(since)}`)
}

if (import.meta.main) await runMain(async () => Promise.resolve(buildApp({ force: true })))
