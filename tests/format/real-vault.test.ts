import { join } from 'node:path'
import { blake2b } from '@noble/hashes/blake2.js'
import Database from 'better-sqlite3'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { sealedIdentityBytes } from '../../src/crypto/v1/identity-seal.ts'
import {
  createdVault,
  passphrase,
  reportContent,
  sourceContent,
  temporaryFolder,
} from '../vault/harness.ts'
import { identitySecrets, openIdentity, readVault } from './second-reader.ts'

// The second reader computes Argon2id itself.
beforeAll(takeRealKdf)

let place: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place.remove())

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
    expect(read.slots.map(({ kind }) => kind)).toEqual(['passphrase', 'recovery'])
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
