import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import type { Plugin } from 'vite'
import { keepCompiled } from '../faults/compiled.ts'
import { inFull } from '../in-full.ts'
import { bundledSources } from './worker-paths.ts'

const GiB = 2 ** 30

/** Linux file system in memory. */
const inMemory = '/dev/shm'

/**
 * The parent of all temporary folders of a run: in memory if at least 4 GiB are free there and in the
 * machine, because the vaults of the tests sync thousands of times. Tests of the order of syncs trace
 * system calls, which are the same on both.
 */
const parentFolder = (): string => {
  try {
    const { bavail, bsize } = statfsSync(inMemory)
    return Math.min(bavail * bsize, freemem()) >= 4 * GiB ? inMemory : tmpdir()
  } catch {
    return tmpdir()
  }
}

const realCost = 'const logN = 18'

/**
 * In `npm test`, a passphrase of an exported file or a backup costs 4 MiB and some milliseconds. With
 * the app's 256 MiB, a quarter of the time of these tests was scrypt. The real cost is tested in
 * tests/exchange/age-file.test.ts, which needs no worker, and in the end-to-end tests.
 */
const cheapPassphrases = (): Plugin => ({
  name: 'understory:cheap-passphrases',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/src/main/exchange/age-format.ts')) return null
    if (!code.includes(realCost)) this.error(`age-format.ts does not contain "${realCost}"`)
    return code.replace(realCost, 'const logN = 12')
  },
})

/** A package with an addon, which finds it from its own folder. */
const besideItsAddon = (name: string): Plugin => ({
  name: 'understory:beside-its-addon',
  enforce: 'pre',
  resolveId: (id) =>
    id === name ? { id: createRequire(import.meta.url).resolve(name), external: 'absolute' } : null,
})

/**
 * Bundles the workers. Node needs 190 ms of processor time to start the age worker from its sources
 * and 70 ms to start it from a bundle: the app gives its workers no environment, so they have no
 * compile cache.
 */
const bundleWorkers = async (outDir: string): Promise<void> => {
  await build({
    configFile: false,
    logLevel: 'error',
    mode: 'test',
    plugins: [besideItsAddon('better-sqlite3'), ...(inFull ? [] : [cheapPassphrases()])],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: { ...bundledSources },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  })
  writeFileSync(join(outDir, 'package.json'), '{ "type": "module" }\n')
}

let folder: string | undefined

/**
 * Prepares the folder of a run before its first test file. It begins empty, so that no test uses what
 * an older version of the app made. It contains temporary files, remembered keys and vaults, bundled
 * workers, and Node's compile cache for child processes.
 */
export const setup = async (): Promise<void> => {
  folder = mkdtempSync(join(parentFolder(), 'vault-tests-run-'))
  for (const name of ['roots', 'vaults', 'temporary']) mkdirSync(join(folder, name))
  process.env['TMPDIR'] = join(folder, 'temporary')
  process.env['UNDERSTORY_TEST_RUN'] = folder
  keepCompiled(folder)
  const workers = join(folder, 'workers')
  await bundleWorkers(workers)
  process.env['UNDERSTORY_TEST_WORKERS'] = workers
}

export const teardown = (): void => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
}
