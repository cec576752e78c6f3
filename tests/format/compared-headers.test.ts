import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { workerPaths } from '../vault/worker-paths.ts'
import { fastRootBytes } from '../vault-files/fast-root-bytes.ts'
import { temporaryVault } from '../vault-files/temporary-vault.ts'
import type { KdfParams } from '../../src/crypto/kdf.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { Failure } from '../../src/shared/failure.ts'
import { createFileTokens } from '../../src/main/vault/session/file-tokens.ts'
import { headerCredentials } from '../../src/main/vault/storage/header-unlock.ts'
import type { OpenHeader } from '../../src/main/vault/storage/header-file.ts'
import { databaseOpensWith } from '../../src/main/vault/storage/vault-database.ts'
import type { VaultPaths } from '../../src/main/vault/files/paths.ts'
import { concat } from './conventions.ts'
import { headerStart, password, sumOf } from './header-reader.ts'
import type { Credential } from './header-reader.ts'
import { buildHeader, entryOf, sealNext } from './header-writer.ts'
import type { HeaderInput } from './header-writer.ts'
import { openVaultHeader } from './second-reader.ts'
import {
  credentialWords,
  destroyedInput,
  exampleInput,
  laterInput,
  random,
  rootUnder,
  writeCopies,
  writeDatabase,
} from './vault-on-disk.ts'

beforeAll(takeFastKdf)
beforeAll(sodiumReady)

const { passphrase, recovery, wipe } = credentialWords
const changed = { passphrase: 'another six words for this vault' }

/** `KIND at EPOCH`, with `, previous key` where the database is under it; else the outcome. */
type Answer = string

const answerOfReader = async (folder: string, credential: Credential): Promise<Answer> => {
  const result = await openVaultHeader(folder, credential)
  if (result.outcome !== 'opened') return result.outcome
  const { slot, directory, databaseVaultKey } = result
  const note = databaseVaultKey === slot.vaultKey ? '' : ', previous key'
  return `${slot.kind} at ${String(directory.epoch)}${note}`
}

const answerOfApp = async (paths: VaultPaths, credential: Credential): Promise<Answer> => {
  const { withHeader, withEither, kindOf } = headerCredentials(
    paths,
    workerPaths.kdf,
    createFileTokens(),
    (vaultKey) => databaseOpensWith({ paths, vaultKey, nativeBinding: undefined, now: () => 0 }),
  )
  const typed = {
    derive: (kdf: KdfParams) =>
      Promise.resolve(Secret.take(fastRootBytes(password(credential), kdf))),
    hasKeyFile: false,
    wipe: () => undefined,
  }
  const told =
    (kind: string) =>
    ({ directory, isUnderPrevious }: OpenHeader): Promise<Answer> =>
      Promise.resolve(
        `${kind} at ${String(directory.epoch)}${isUnderPrevious ? ', previous key' : ''}`,
      )
  try {
    if ('recoveryCode' in credential) return await withHeader(typed, 'recovery', told('recovery'))
    const answer = await withEither(typed, {
      open: told('passphrase'),
      wipe: () => Promise.resolve('wipe'),
    })
    expect(answer.startsWith(await kindOf(typed))).toBe(true)
    return answer
  } catch (cause) {
    if (cause instanceof Failure) return cause.code
    throw cause
  }
}

let paths: VaultPaths
let salt: Uint8Array
let old: HeaderInput
/** The header of an act: the vault key is new, the passphrase `changed`. */
let next: HeaderInput
beforeEach(() => {
  paths = temporaryVault()
  salt = random(16)
  old = laterInput(exampleInput(salt), 7)
  const entry = entryOf('passphrase', rootUnder(changed, salt))
  const entries = [entry, ...old.directory.entries.slice(1)]
  next = {
    ...old,
    vaultKey: random(32),
    previousKey: old.vaultKey,
    directory: { ...old.directory, epoch: 8, entries },
  }
})

type Answers = {
  readonly old: Answer
  readonly changed: Answer
  readonly recovery: Answer
  readonly wipe: Answer
}

const answers = async (
  header: Uint8Array | null,
  backup: Uint8Array | null,
  vaultKey: Uint8Array | null,
): Promise<Answers> => {
  writeCopies(paths.folder, header, backup)
  if (vaultKey !== null) writeDatabase(paths.folder, vaultKey, ['one'])
  const typed = { old: passphrase, changed, recovery, wipe }
  const both: Record<string, Answer> = {}
  for (const [name, credential] of Object.entries(typed)) {
    const ofReader = await answerOfReader(paths.folder, credential)
    // The reader's answer comes first in the failure's message.
    expect(`${name}: ${await answerOfApp(paths, credential)}`).toBe(`${name}: ${ofReader}`)
    both[name] = ofReader
  }
  return both as Answers
}

const all = (answer: Answer): Answers => ({
  old: answer,
  changed: answer,
  recovery: answer,
  wipe: answer,
})

const torn = (now: Buffer, written: Buffer, length: number): Buffer =>
  Buffer.concat([written.subarray(0, length), now.subarray(length)])

const changedAt = (header: Buffer, at: number, isSumRight = true): Buffer => {
  const other = Buffer.from(header)
  other[at] = (other[at] ?? 0) ^ 1
  if (isSumRight) other.set(sumOf(other), 8160)
  return other
}

const ofVersion = (header: Buffer, version: number): Buffer => {
  const other = Buffer.from(header)
  other.writeUInt16LE(version, 8)
  return other
}

describe('the app and the second reader answer alike, whatever the two copies are', () => {
  test('both copies of one write', async () => {
    const header = buildHeader(old)
    expect(await answers(header, header, old.vaultKey)).toEqual({
      old: 'passphrase at 7',
      changed: 'wrong-passphrase',
      recovery: 'recovery at 7',
      wipe: 'wipe',
    })
  })

  test('one copy alone', async () => {
    const header = buildHeader(old)
    const expected = { old: 'passphrase at 7', recovery: 'recovery at 7', wipe: 'wipe' }
    expect(await answers(header, null, old.vaultKey)).toMatchObject(expected)
    expect(await answers(null, header, old.vaultKey)).toMatchObject(expected)
  })

  test('a copy that was torn at any place leaves the other one', async () => {
    const [now, written] = [buildHeader(old), buildHeader(laterInput(old, 8))]
    for (const length of [1, 63, 64, 1_200, 4_096, 8_127, 8_160, 8_191]) {
      const half = torn(now, written, length)
      const expected = { old: 'passphrase at 7', recovery: 'recovery at 7', wipe: 'wipe' }
      const isSame = half.equals(now) || half.equals(written)
      if (!isSame) expect(await answers(half, now, old.vaultKey)).toMatchObject(expected)
    }
  })

  test('the newer of two whole copies, wherever it is', async () => {
    const [now, later] = [buildHeader(old), buildHeader(laterInput(old, 8))]
    const expected = { old: 'passphrase at 8', recovery: 'recovery at 8', wipe: 'wipe' }
    expect(await answers(now, later, old.vaultKey)).toMatchObject(expected)
    expect(await answers(later, now, old.vaultKey)).toMatchObject(expected)
  })

  test('a change that stopped before the database had its key', async () => {
    const [before, after] = [buildHeader(old), buildHeader(next)]
    expect(await answers(after, before, old.vaultKey)).toEqual({
      old: 'passphrase at 7',
      changed: 'passphrase at 8, previous key',
      recovery: 'recovery at 8, previous key',
      wipe: 'wipe',
    })
    expect(await answers(after, after, old.vaultKey)).toEqual({
      old: 'wrong-passphrase',
      changed: 'passphrase at 8, previous key',
      recovery: 'recovery at 8, previous key',
      wipe: 'wipe',
    })
    expect(await answers(after, after, next.vaultKey)).toEqual({
      old: 'wrong-passphrase',
      changed: 'passphrase at 8',
      recovery: 'recovery at 8',
      wipe: 'wipe',
    })
  })

  test('a refused change, whose later header has the old key', async () => {
    const [after, undone] = [buildHeader(next), buildHeader(laterInput(old, 9))]
    expect(await answers(undone, after, old.vaultKey)).toEqual({
      old: 'passphrase at 9',
      changed: 'passphrase at 8, previous key',
      recovery: 'recovery at 9',
      wipe: 'wipe',
    })
  })

  test('an older copy counts where the database is under its key alone', async () => {
    const [before, after] = [buildHeader(old), buildHeader({ ...next, previousKey: null })]
    expect(await answers(after, before, old.vaultKey)).toEqual({
      old: 'passphrase at 7',
      changed: 'damaged',
      recovery: 'recovery at 7',
      wipe: 'wipe',
    })
  })

  test('a database under a key of neither copy is damaged', async () => {
    const header = buildHeader(old)
    expect(await answers(header, header, random(32))).toMatchObject({
      old: 'damaged',
      changed: 'wrong-passphrase',
      recovery: 'damaged',
      wipe: 'wipe',
    })
  })

  test('a wipe passphrase in one copy alone is a wrong one', async () => {
    const entries = old.directory.entries.slice(0, 2)
    const without = { ...next, directory: { ...next.directory, entries, next: null } }
    const [having, removed] = [buildHeader(old), buildHeader(without)]
    expect(await answers(removed, having, old.vaultKey)).toMatchObject({ wipe: 'wrong-passphrase' })
    expect(await answers(having, removed, old.vaultKey)).toMatchObject({ wipe: 'wrong-passphrase' })
  })

  test('a wipe that stopped at any of its steps', async () => {
    const [before, destroyed] = [buildHeader(old), destroyedInput(old)]
    expect(await answers(destroyed, before, old.vaultKey)).toMatchObject({
      old: 'passphrase at 7',
      recovery: 'recovery at 7',
      wipe: 'wipe',
    })
    const alone = { ...all('wrong-passphrase'), wipe: 'wipe' }
    expect(await answers(destroyed, destroyed, null)).toEqual(alone)
    const later = random(16)
    const empty = {
      ...exampleInput(later, []),
      directory: {
        epoch: 1,
        vaultId: random(16),
        next: null,
        entries: [entryOf('passphrase', rootUnder(wipe, later))],
      },
    }
    const made = buildHeader(empty)
    const half = torn(destroyed, made, 4_096)
    expect(await answers(half, destroyed, empty.vaultKey)).toEqual(alone)
    const opened = { ...all('wrong-passphrase'), wipe: 'passphrase at 1' }
    expect(await answers(made, destroyed, empty.vaultKey)).toEqual(opened)
    expect(await answers(made, torn(destroyed, made, 4_096), empty.vaultKey)).toEqual(opened)
    expect(await answers(made, made, empty.vaultKey)).toEqual(opened)
  })

  test('a header of a later version beside any other is refused, and one of version 1 alone', async () => {
    const header = buildHeader(old)
    const unreadable = changedAt(header, 5_000, false)
    expect(await answers(ofVersion(unreadable, 3), header, old.vaultKey)).toEqual(all('newer'))
    expect(await answers(header, ofVersion(unreadable, 3), old.vaultKey)).toEqual(all('newer'))
    expect(await answers(ofVersion(unreadable, 1), null, old.vaultKey)).toEqual(all('outdated'))
    expect(await answers(ofVersion(unreadable, 1), unreadable, old.vaultKey)).toEqual(
      all('outdated'),
    )
    expect(await answers(ofVersion(unreadable, 1), header, old.vaultKey)).toMatchObject({
      old: 'passphrase at 7',
      wipe: 'wipe',
    })
    expect(await answers(ofVersion(unreadable, 0), unreadable, old.vaultKey)).toEqual(
      all('damaged'),
    )
  })

  test('a version number that was damaged alone is read as 2', async () => {
    const header = buildHeader(old)
    for (const version of [0, 1, 3, 0xffff]) {
      const copy = ofVersion(header, version)
      expect(await answers(copy, copy, old.vaultKey)).toMatchObject({
        old: 'passphrase at 7',
        recovery: 'recovery at 7',
        wipe: 'wipe',
      })
    }
  })

  test('a clear field that no writer writes is damaged, also under a right sum', async () => {
    const header = buildHeader(old)
    const fields = { magic: 5, flags: 10, length: 12, algorithm: 16, passes: 21, memory: 27 }
    for (const at of [...Object.values(fields), 28, 48, 63]) {
      const copy = changedAt(header, at)
      expect(await answers(copy, null, old.vaultKey), String(at)).toEqual(all('damaged'))
    }
    for (const length of [0, 4, 15, 16, 100, 8_191]) {
      const copy = header.subarray(0, length)
      expect(await answers(copy, null, old.vaultKey), String(length)).toEqual(all('damaged'))
    }
    expect(await answers(Buffer.concat([header, random(1)]), null, old.vaultKey)).toEqual(
      all('damaged'),
    )
    expect(await answers(Buffer.from(headerStart), null, old.vaultKey)).toEqual(all('damaged'))
  })

  test('a byte that changed under a right sum opens no slot of a key', async () => {
    const header = buildHeader(old)
    for (const at of [32, 47, 4_096, 4_130, 8_127]) {
      const copy = changedAt(header, at)
      expect(await answers(copy, copy, old.vaultKey), String(at)).toEqual(all('wrong-passphrase'))
    }
    for (const at of [8_128, 8_159]) {
      const copy = changedAt(header, at)
      const expected = { ...all('wrong-passphrase'), wipe: 'wipe' }
      expect(await answers(copy, copy, old.vaultKey), String(at)).toEqual(expected)
    }
  })

  test('slots of another write of the same vault open nothing', async () => {
    const [header, other] = [buildHeader(old), buildHeader(laterInput(old, 8))]
    const copy = Buffer.from(header)
    copy.set(other.subarray(64, 4_096), 64)
    copy.set(sumOf(copy), 8_160)
    expect(await answers(copy, copy, old.vaultKey)).toEqual(all('wrong-passphrase'))
  })

  test('a directory that no writer writes', async () => {
    const entries = old.directory.entries.filter(({ kind }) => kind !== 'wipe')
    const withDirectory = (part: Partial<HeaderInput['directory']>): Buffer =>
      buildHeader({ ...old, directory: { ...old.directory, entries, next: null, ...part } })
    const wrong = {
      'an epoch of 0': { epoch: 0 },
      'a sealed root without a wipe passphrase': { next: random(96) },
      'a vault id that is too long': { vaultId: concat(random(16), Uint8Array.of(1)) },
    }
    for (const [what, part] of Object.entries(wrong)) {
      const copy = withDirectory(part)
      expect(await answers(copy, copy, old.vaultKey), what).toEqual(all('wrong-passphrase'))
    }
  })

  test('a wipe slot whose sealed root does not open', async () => {
    const foreign = sealNext(random(32), wipe.passphrase, random(16), old.cost)
    const header = buildHeader({ ...old, directory: { ...old.directory, next: foreign } })
    expect(await answers(header, header, old.vaultKey)).toMatchObject({ wipe: 'wrong-passphrase' })
  })

  test('a recovery code with a key file', async () => {
    const entries = old.directory.entries.map((entry) => ({ ...entry, keyFile: true }))
    const header = buildHeader({ ...old, directory: { ...old.directory, entries } })
    expect(await answers(header, header, old.vaultKey)).toMatchObject({ old: 'wrong-passphrase' })
  })
})
