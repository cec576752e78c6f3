import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { blake2b } from '@noble/hashes/blake2.js'
import Database from 'better-sqlite3'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { takeFastKdf, takeRealKdf } from '../faults/fast-kdf.ts'
import { sealedIdentityBytes } from '../../src/crypto/v1/identity-seal.ts'
import {
  createdVault,
  newRecoveryCode,
  openTestVault,
  passphrase,
  reportContent,
  sourceContent,
  temporaryFolder,
} from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import type { Credential } from './header-reader.ts'
import { buildHeader, entryOf, sealNext } from './header-writer.ts'
import { identitySecrets, openIdentity, openVaultHeader, readVault } from './second-reader.ts'
import { floorCost, random, rootUnder, writeCopies } from './vault-on-disk.ts'

// The second reader computes Argon2id itself.
beforeAll(takeRealKdf)

let place: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place.remove())

const kindsIn = ({ directory }: Awaited<ReturnType<typeof readVault>>): string[] =>
  directory.entries.map(({ kind }) => kind)

test('a vault that the app made is read by the second reader, to the last commit', async () => {
  const folder = join(place.path, 'vault')
  const { desk, made } = createdVault(folder)
  const { recoveryCode } = await made
  await desk.handlers['sources.save']({
    id: null,
    rev: 0,
    content: sourceContent('heron'),
    identity: null,
  })
  const body = 'Sent back in October 2023. 북송. 遣返.'
  await desk.handlers['reports.save']({ id: null, rev: 0, content: reportContent(body) })
  desk.controller.close()

  for (const credential of [{ passphrase }, { recoveryCode }]) {
    const read = await readVault(folder, credential)
    expect(kindsIn(read)).toEqual(['passphrase', 'recovery'])
    expect(read.slot.previousKey).toBe(null)
    const db = new Database(read.database)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    const last = db.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get()
    const { seq, hash } = last as { seq: number; hash: Buffer }
    expect(read.anchor).toEqual({ seq, hash: hash.toString('hex') })
    const contents = db.prepare("SELECT content FROM record WHERE kind = 'report'").pluck().all()
    expect(contents).toEqual([expect.stringContaining(body)])
    const seals = db.prepare('SELECT length(bytes) FROM seal').pluck().all()
    expect(seals).toEqual([sealedIdentityBytes])
    db.close()
  }
})

test('an identity that the app sealed is read by the second reader, with its own passphrase', async () => {
  const folder = join(place.path, 'vault')
  const { desk, made } = createdVault(folder)
  await made
  const own = 'five other words for identities'
  await desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
  const identity = { name: '박서연', otherNames: ['朴瑞姸'], contact: '', note: '' }
  const content = sourceContent('heron')
  const { id } = await desk.handlers['sources.save']({ id: null, rev: 0, content, identity })
  await desk.handlers['sources.save']({ id, rev: 1, content, identity: null })
  desk.controller.close()

  const db = new Database((await readVault(folder, { passphrase })).database)
  const row = db.prepare("SELECT * FROM keyring WHERE kind = 'identity-own'").get()
  const [secret] = identitySecrets(row as Parameters<typeof identitySecrets>[0], own)
  const seals = db.prepare('SELECT bytes FROM seal ORDER BY revision').pluck().all() as Buffer[]
  const texts = seals.map((seal) =>
    openIdentity(seal, secret ?? new Uint8Array(), Buffer.from(id, 'hex')).toString('utf8'),
  )
  expect(texts).toEqual([
    '{"identity":{"contact":"","name":"박서연","note":"","otherNames":["朴瑞姸"]}}',
    '{"same":true}',
  ])
  const digests = db.prepare('SELECT seal FROM revision ORDER BY num').pluck().all()
  expect(digests).toEqual(
    seals.map((seal) => Buffer.from(blake2b(seal, { dkLen: 32 })).toString('hex')),
  )
  db.close()
})

describe('each change of the credentials', () => {
  const own = { passphrase, keyFile: null }
  const other = 'another six words for this vault'
  const wipe = 'a heron stood on the frozen pond'
  let folder: string
  let desk: TestVault
  let recoveryCode: string

  /** What the closed vault is, by this credential; then it is open again. */
  const readClosed = async (credential: Credential, words = passphrase) => {
    desk.controller.close()
    const read = await readVault(folder, credential)
    desk = openTestVault(folder)
    await desk.controller.unlock({ passphrase: words, keyFile: null })
    return read
  }

  beforeEach(async () => {
    takeFastKdf()
    folder = join(place.path, 'vault')
    const created = createdVault(folder)
    desk = created.desk
    recoveryCode = (await created.made).recoveryCode
  })
  afterEach(() => {
    desk.controller.close()
    takeRealKdf()
  })

  test('gives a new vault key, under which the other credentials open untyped', async () => {
    const first = await readClosed({ passphrase })
    await desk.controller.setWipe({ ...own, wipe, wipeKeyFile: null })
    const withWipe = await readClosed({ recoveryCode })
    expect(kindsIn(withWipe)).toEqual(['passphrase', 'recovery', 'wipe'])
    const code = await newRecoveryCode(desk, own.passphrase)
    const withCode = await readClosed({ recoveryCode: code })
    await expect(readVault(folder, { recoveryCode })).rejects.toThrow('wrong-passphrase')
    const passphrases = { current: passphrase, currentKeyFile: null, nextKeyFile: null }
    await desk.controller.changePassphrase({ ...passphrases, next: other })
    const changed = await readClosed({ passphrase: other }, other)
    await desk.controller.removeWipe({ passphrase: other, keyFile: null })
    const without = await readClosed({ recoveryCode: code }, other)
    expect(kindsIn(without)).toEqual(['passphrase', 'recovery'])
    const reads = [first, withWipe, withCode, changed, without]
    const keys = reads.map(({ slot }) => Buffer.from(slot.vaultKey).toString('hex'))
    expect(new Set(keys).size).toBe(5)
    expect(new Set(reads.map(({ vaultId }) => Buffer.from(vaultId).toString('hex'))).size).toBe(1)
    for (const { slot, databaseVaultKey } of reads) {
      expect(slot.previousKey).toBe(null)
      expect(databaseVaultKey).toBe(slot.vaultKey)
    }
  })

  test('is whole on the disk before the vault is locked, with the previous key beside it', async () => {
    const before = await readVault(folder, { passphrase })
    await desk.controller.setWipe({ ...own, wipe, wipeKeyFile: null })
    const during = await readVault(folder, { passphrase })
    expect(during.slot.previousKey).toEqual(before.slot.vaultKey)
    expect(during.databaseVaultKey).toEqual(during.slot.vaultKey)
    expect(during.epoch).toBe(before.epoch + 1)
    // Each change has one line in the journal.
    expect(during.anchor?.seq).toBe((before.anchor?.seq ?? 0) + 1)
    expect((await readClosed({ passphrase })).epoch).toBe(before.epoch + 2)
  })

  test('leaves a wipe slot whose sealed root opens the vault that a wipe makes', async () => {
    await desk.controller.setWipe({ ...own, wipe, wipeKeyFile: null })
    const before = await readClosed({ passphrase })
    desk.controller.close()
    const found = await openVaultHeader(folder, { passphrase: wipe })
    if (found.outcome !== 'wipe') throw new Error('no wipe slot')
    expect(found.slot.next.root).toEqual(
      rootUnder({ passphrase: wipe }, found.slot.next.salt, found.slot.next),
    )
    desk = openTestVault(folder)
    await desk.controller.unlock({ passphrase: wipe, keyFile: null })
    desk.controller.close()
    const after = await readVault(folder, { passphrase: wipe })
    expect(kindsIn(after)).toEqual(['passphrase'])
    const header = readFileSync(join(folder, 'header'))
    expect(header.subarray(32, 48)).toEqual(Buffer.from(found.slot.next.salt))
    expect(after.vaultId).not.toEqual(before.vaultId)
    expect(after.slot.vaultKey).not.toEqual(before.slot.vaultKey)
    await expect(readVault(folder, { passphrase })).rejects.toThrow('wrong-passphrase')
  })

  test('can be made by the second writer: the app opens, settles and wipes such a vault', async () => {
    desk.controller.close()
    const { slot, directory } = await readVault(folder, { passphrase })
    const file = readFileSync(join(folder, 'header'))
    const [salt, nextSalt] = [Uint8Array.from(file.subarray(32, 48)), random(16)]
    const wipeRoot = rootUnder({ passphrase: wipe }, salt)
    const vaultKey = random(32)
    const header = buildHeader({
      cost: floorCost,
      salt,
      vaultKey,
      previousKey: slot.vaultKey,
      pace: 5,
      directory: {
        epoch: directory.epoch + 1,
        vaultId: directory.vaultId,
        next: sealNext(wipeRoot, wipe, nextSalt, floorCost),
        entries: [
          entryOf('passphrase', rootUnder({ passphrase: other }, salt)),
          ...directory.entries.filter(({ kind }) => kind === 'recovery'),
          entryOf('wipe', wipeRoot),
        ],
      },
    })
    writeCopies(folder, header, header)
    desk = openTestVault(folder)
    expect(await desk.controller.unlock({ passphrase: other, keyFile: null })).toMatchObject({
      state: 'open',
    })
    expect(desk.controller.wipeStatus()).toEqual({ wipe: { keyFile: false } })
    const settled = await readClosed({ recoveryCode }, other)
    expect(settled.slot).toMatchObject({ vaultKey, previousKey: null })
    expect(settled.databaseVaultKey).toEqual(vaultKey)
    expect(settled.vaultId).toEqual(directory.vaultId)
    desk.controller.close()
    desk = openTestVault(folder)
    await desk.controller.unlock({ passphrase: wipe, keyFile: null })
    expect(await desk.handlers['sources.list']({})).toEqual([])
    expect(Uint8Array.from(readFileSync(join(folder, 'header')).subarray(32, 48))).toEqual(nextSalt)
  })
})
