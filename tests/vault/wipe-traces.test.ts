import { cpSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { watchFiles } from '../vault-files/watched-files.ts'
import { newRecoveryCode, openTestVault, passphrase, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { opening, setWipe } from './wipe-vault.ts'
import { workerPaths } from './worker-paths.ts'

/*
 * What a session leaves on the disk besides the bytes of the header, of which header-observer.test.ts
 * says that they show nothing: names, sizes and times of files, and the file operations of the app's
 * own code (those of SQLite are not seen here).
 */

/** No test here asks for a lint. */
const workers = { kdf: workerPaths.kdf, age: workerPaths.age, lint: 'none', verify: 'none' }

const acts = {
  nothing: () => Promise.resolve(),
  'sets a wipe passphrase': (desk: TestVault) =>
    setWipe(desk, 'yet more words that wipe the vault'),
  'removes the wipe passphrase': (desk: TestVault) => desk.controller.removeWipe(opening),
  'changes the passphrase': (desk: TestVault) =>
    desk.controller.changePassphrase({
      current: passphrase,
      currentKeyFile: null,
      next: 'an unlike sentence altogether',
      nextKeyFile: null,
    }),
  'makes a new recovery code': async (desk: TestVault) => {
    await newRecoveryCode(desk)
  },
} as const
type Act = keyof typeof acts
const actNames = Object.keys(acts) as readonly Act[]

let place: ReturnType<typeof temporaryFolder>
let copies = 0
const folderOf = (name: string): string => join(place.path, name)
const openedAt = async (folder: string): Promise<TestVault> => {
  const desk = openTestVault(folder, undefined, { workers })
  await desk.controller.unlock(opening)
  return desk
}

beforeAll(async () => {
  takeFastKdf()
  place = temporaryFolder()
  const desk = openTestVault(folderOf('without'), undefined, { workers })
  const name = { pseudonym: 'Heron', language: 'en' } as const
  await desk.controller.create({ passphrase, keyFile: null, ...name })
  desk.controller.close()
  cpSync(folderOf('without'), folderOf('with'), { recursive: true })
  const other = await openedAt(folderOf('with'))
  await setWipe(other)
  other.controller.close()
})
let lines: readonly string[] = []
beforeEach(() => {
  takeFastKdf()
  lines = watchFiles()
})
afterAll(() => place.remove())

type Traces = {
  readonly unlock: readonly string[]
  readonly act: readonly string[]
  readonly lock: readonly string[]
  /** Path and size. */
  readonly files: readonly string[]
  /** Whether the database was written after the unlock. */
  readonly isDatabaseWritten: boolean
}

/** One session in a copy of a vault with or without a wipe passphrase. */
const tracesOf = async (from: 'with' | 'without', act: Act): Promise<Traces> => {
  const folder = folderOf(`copy-${String(copies++)}`)
  cpSync(folderOf(from), folder, { recursive: true, preserveTimestamps: true })
  const database = (): number => statSync(join(folder, 'notes.db')).mtimeMs
  const before = database()
  let seen = lines.length
  const operations = (): readonly string[] => {
    const found = lines.slice(seen)
    seen = lines.length
    return found
  }
  const desk = await openedAt(folder)
  const unlock = operations()
  await acts[act](desk)
  const done = operations()
  desk.controller.close()
  const lock = operations()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  return {
    unlock,
    act: done,
    lock,
    files: files
      .filter((entry) => entry.isFile())
      .map(({ name, parentPath }) => `${name} ${String(statSync(join(parentPath, name)).size)}`)
      .sort(),
    isDatabaseWritten: database() !== before,
  }
}

describe('a session of a vault with a wipe passphrase', () => {
  it.each(actNames)(
    'makes the file operations, and leaves the files and sizes, of one without it that does the same: %s',
    async (act) => {
      expect(await tracesOf('with', act)).toEqual(await tracesOf('without', act))
    },
  )
})

describe('a session that sets a wipe passphrase', () => {
  it('makes the same file operations as one that removes it', async () => {
    const set = await tracesOf('without', 'sets a wipe passphrase')
    expect(set.act).toContain('write header')
    expect(await tracesOf('with', 'removes the wipe passphrase')).toEqual(set)
    expect(await tracesOf('with', 'sets a wipe passphrase')).toEqual(set)
  })

  it('leaves the same files and sizes as one in which nothing is done or another credential is changed', async () => {
    const { files } = await tracesOf('without', 'sets a wipe passphrase')
    for (const act of actNames) expect((await tracesOf('without', act)).files, act).toEqual(files)
  })

  it('makes the same file operations as one that changes another credential', async () => {
    const set = await tracesOf('without', 'sets a wipe passphrase')
    for (const act of ['changes the passphrase', 'makes a new recovery code'] as const) {
      expect(await tracesOf('without', act), act).toEqual(set)
    }
  })
})
