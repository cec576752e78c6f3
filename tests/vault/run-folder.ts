import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepCompiled } from '../faults/compiled.ts'

let folder: string | undefined

/**
 * Before the first test file of a run, be it one file or all: makes the folder of what is remembered,
 * which `tell-run-folder.ts` hears of. It begins empty, so that nothing which an older version of the
 * app made is taken for the work of this one. What Node made of its sources lies in it, too: the
 * processes that tests start load the same ones again and again.
 */
export const setup = (): void => {
  folder = mkdtempSync(join(tmpdir(), 'vault-tests-run-'))
  mkdirSync(join(folder, 'roots'))
  mkdirSync(join(folder, 'vaults'))
  process.env['UNDERSTORY_TEST_RUN'] = folder
  keepCompiled(folder)
}

export const teardown = (): void => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
}
