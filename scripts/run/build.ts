import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { mustRun, toolEnv } from '../setup/exec.ts'
import { cache, nodeModules, out, root } from '../setup/paths.ts'
import { runMain, log, seconds } from '../setup/log.ts'
import { buildDay } from './build-day.ts'
import { sizeLine } from './bundle-sizes.ts'
import { unfinished } from '../setup/unfinished.ts'

/** Names the sources from which `out/` was built; not part of the app. */
export const buildStamp = '.build-stamp'

const filesIn = (...folder: string[]): string[] =>
  readdirSync(join(root, ...folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

/** Every file that decides what the build writes. */
export const buildInputs = (): string[] => [
  ...filesIn('src'),
  ...filesIn('docs', 'guide'),
  join(root, 'electron.vite.config.ts'),
  join(root, 'vite.pdf.config.ts'),
  join(root, 'vite.image.config.ts'),
  join(root, 'scripts', 'run', 'build-day.ts'),
  join(root, 'scripts', 'run', 'bundle-sizes.ts'),
  join(root, 'scripts', 'run', 'gazetteer.ts'),
  join(root, 'scripts', 'run', 'geonames.ts'),
  join(root, 'scripts', 'run', 'guide.ts'),
  join(root, 'scripts', 'run', 'guide-files.ts'),
  join(root, 'scripts', 'run', 'renderer-manifest.ts'),
  join(root, 'scripts', 'run', 'pdf-supplies.ts'),
  join(root, 'scripts', 'run', 'print-fonts.ts'),
  join(root, 'package-lock.json'),
]

const inputsHash = (): string => {
  // A build for a given day is of that day, whatever was built from the same sources before.
  const epoch = process.env['SOURCE_DATE_EPOCH']
  const day = epoch === undefined ? '' : buildDay(epoch, new Date())
  const hash = createHash('sha256').update(`${day}\0`)
  for (const file of buildInputs()) {
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
  const stamp = join(out, buildStamp)
  if (options.force !== true && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    log('build', 'out/ is up to date')
    return
  }
  const since = Date.now()
  // Built aside and put in place whole: another run may be staging out/ at this moment.
  const work = unfinished(join(cache, 'build'))
  const cli = join(nodeModules, 'electron-vite', 'bin', 'electron-vite.js')
  try {
    const place = {
      cwd: root,
      env: toolEnv({ UNDERSTORY_BUILD_OUT: work }),
      fix: 'Run "npm run check", which names the line.',
    }
    const vite = join(nodeModules, 'vite', 'bin', 'vite.js')
    for (const build of [
      [cli, 'build'],
      [vite, 'build', '--config', 'vite.pdf.config.ts'],
      [vite, 'build', '--config', 'vite.image.config.ts'],
    ]) {
      const { stdout } = mustRun(process.execPath, [...build, '--logLevel', 'warn'], place)
      for (const line of stdout.split('\n'))
        if (line.startsWith(sizeLine)) log('build', line.slice(sizeLine.length))
    }
    writeFileSync(join(work, buildStamp), wanted)
    rmSync(out, { recursive: true, force: true })
    renameSync(work, out)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  log('build', `out/ built in ${seconds(since)}`)
}

if (import.meta.main) await runMain(async () => Promise.resolve(buildApp({ force: true })))
