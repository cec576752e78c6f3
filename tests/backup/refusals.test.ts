import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSigningKeyPair } from '../../src/crypto/sign.ts'
import type { SigningKeyPair } from '../../src/crypto/sign.ts'
import type { FailureCode } from '../../src/shared/failure.ts'
import { failureOf } from '../vault/harness.ts'
import { backUp, backupWords, fullVault, names, restored, tried } from './backup-vault.ts'
import type { FullVault } from './backup-vault.ts'
import { holder, opened, rewritten, sealed } from './forge.ts'
import type { Holder } from './forge.ts'
import { readBackupBytes } from './second-reader.ts'

let at: FullVault
let desk: Holder
let path: string
let bytes: Uint8Array
let inVault: string[]
beforeAll(async () => {
  at = await fullVault()
  desk = await holder()
  path = await backUp(at, { kind: 'keys', recipients: [desk.recipient] })
  bytes = await opened(path, desk)
  inVault = names(at.folder)
})
afterAll(() => {
  at.desk.controller.close()
  at.place.remove()
})

const author = (): SigningKeyPair => {
  const session = at.desk.controller.session()
  if (session === null) throw new Error('closed')
  return session.signing
}
const withKey = () => ({ passphrase: null, identity: desk.identity })
const forged = (change: Parameters<typeof rewritten>[2], by = author()): Promise<string> =>
  sealed(at.out, rewritten(bytes, by, change), desk)

let folders = 0
/** The error of the test of a backup and of its restore; checks that neither leaves a file. */
const refused = async (file: string, secrets: Parameters<typeof tried>[2] = withKey()) => {
  const code = await failureOf(() => tried(at.desk, file, secrets))
  expect(names(at.folder)).toEqual(inVault)
  const folder = join(at.place.path, `new-${String((folders += 1))}`)
  expect(await failureOf(() => restored(folder, file, secrets)), 'restore').toBe(code)
  expect(names(folder).filter((name) => !name.startsWith('lock'))).toEqual([])
  return code
}
const lastLine = async (): Promise<string | undefined> =>
  (await at.desk.handlers['journal.list']({ subject: null, before: null, limit: 1 })).lines[0]?.kind

describe('a backup is refused, by its test and by a restore, and leaves nothing', () => {
  it('with a wrong passphrase, a wrong identity, or none', async () => {
    const other = await holder()
    expect(await refused(path, { passphrase: null, identity: other.identity })).toBe('not-for-us')
    expect(await refused(path, { passphrase: null })).toBe('not-for-us')
    expect(await refused(path, { passphrase: null, identity: 'no identity' })).toBe('invalid')
    const toWords = await backUp(at)
    expect(await refused(toWords, { passphrase: `${backupWords}!` })).toBe('not-for-us')
  })

  it('cut short anywhere', async () => {
    const file = readFileSync(path)
    for (const part of [0.2, 0.5, 0.9, 0.999]) {
      const cut = join(at.out, 'cut.age')
      writeFileSync(cut, file.subarray(0, Math.floor(file.length * part)))
      expect(await refused(cut), `${part}`).toBe('truncated')
    }
    // A complete age file with truncated content.
    for (const size of [10, 600, 40_000, bytes.length - 4096]) {
      expect(await refused(await sealed(at.out, bytes.slice(0, size), desk)), `${size}`).toBe(
        'truncated',
      )
    }
  })

  it('with a bit turned outside, or anywhere inside', async () => {
    const file = readFileSync(path)
    const turned = join(at.out, 'turned.age')
    for (const part of [0.3, 0.8]) {
      const copy = Buffer.from(file)
      const byte = Math.floor(file.length * part)
      copy[byte] = (copy[byte] ?? 0) ^ 4
      writeFileSync(turned, copy)
      expect(await refused(turned), `${part}`).toBe('malformed')
    }
    const { manifestBytes, database } = readBackupBytes(bytes)
    const places: readonly (readonly [number, FailureCode])[] = [
      [5, 'malformed'],
      [40 + manifestBytes.length - 3, 'bad-signature'],
      [60 + manifestBytes.length, 'bad-signature'],
      [bytes.length - 1, 'malformed'],
      [Buffer.from(bytes).indexOf(database) + 5000, 'malformed'],
    ]
    for (const [byte, code] of places) {
      const copy = bytes.slice()
      copy[byte] = (copy[byte] ?? 0) ^ 1
      const got = await refused(await sealed(at.out, copy, desk))
      // A flipped bit of the manifest may break its form before its signature is checked.
      expect([code, 'malformed'], `${byte}`).toContain(got)
    }
  })

  it('of a newer format, of a newer schema, or no backup at all', async () => {
    expect(await refused(await forged(() => ({ intro: 'UNDERSTORY BACKUP 2\n' })))).toBe('newer')
    const later = forged(({ manifest }) => ({ manifest: { ...manifest, version: 2 } }))
    expect(await refused(await later)).toBe('newer')
    const schema = forged(({ manifest }) => ({ manifest: { ...manifest, schema: 9_000 } }))
    expect(await refused(await schema)).toBe('newer')
    const other = forged(() => ({ intro: 'UNDERSTORY BUNDLE 1\n' }))
    expect(await refused(await other)).toBe('malformed')
  })

  it('with a manifest of another signer', async () => {
    const stranger = createSigningKeyPair()
    expect(await refused(await forged(() => ({}), stranger))).toBe('bad-signature')
    // Validly signed, but its database belongs to another vault.
    const key = Buffer.from(stranger.publicKey).toString('hex')
    const own = forged(({ manifest }) => ({ manifest: { ...manifest, author: key } }), stranger)
    expect(await refused(await own)).toBe('bad-signature')
  })

  it('with an attachment missing, exchanged, or one too many', async () => {
    const frames = (change: (blobs: (readonly [string, Uint8Array])[]) => typeof blobs) =>
      forged((parts) => ({
        frames: [...parts.frames.slice(0, 2), ...change([...parts.frames.slice(2)])],
      }))
    expect(await refused(await frames((blobs) => blobs.slice(1)))).toBe('malformed')
    expect(await refused(await frames((blobs) => blobs.slice(0, 1)))).toBe('malformed')
    expect(await refused(await frames((blobs) => [...blobs].reverse()))).toBe('malformed')
    expect(await refused(await frames((blobs) => [...blobs, ...blobs.slice(0, 1)]))).toBe(
      'malformed',
    )
  })

  it('with another database than the manifest says, even signed by its author', async () => {
    // The same length and the right digest, but no page that the key opens.
    const junk = forged((parts, { database }) => {
      const bad = new Uint8Array(database.length).fill(7)
      return {
        frames: [parts.frames[0] ?? ['key', bad], ['database', bad], ...parts.frames.slice(2)],
      }
    })
    expect(await refused(await junk)).toBe('malformed')
  })
})

describe('a test of a backup', () => {
  it('that holds says so in numbers and in the journal, beside the day in the list', async () => {
    const found = await tried(at.desk, path, withKey())
    expect(found).toMatchObject({
      known: true,
      asNoted: true,
      held: true,
      records: { expected: 4, found: 4 },
      revisions: { expected: 3, found: 3 },
      attachments: { expected: 2, found: 2 },
      faults: 0,
    })
    expect(found.journalLines.expected).toBe(found.journalLines.found)
    expect(await lastLine()).toBe('vault.backup-tested')
    const { backups } = await at.desk.handlers['backups.list']({})
    const [entry] = backups.filter(({ backupId }) => backupId === found.backupId)
    expect(entry).toMatchObject({ held: true, tested: found.day })
  })

  it('fails when the counts differ from the signed ones', async () => {
    const lying = forged(({ manifest }) => ({
      manifest: {
        ...manifest,
        counts: { ...(manifest['counts'] as object), records: { case: 1, report: 3, source: 1 } },
      },
    }))
    const file = await lying
    expect(await tried(at.desk, file, withKey())).toMatchObject({
      asNoted: false,
      held: false,
      records: { expected: 5, found: 4 },
    })
    expect(await lastLine()).toBe('vault.backup-failed')
    const folder = join(at.place.path, 'lying')
    expect(await failureOf(() => restored(folder, file, withKey()))).toBe('damaged')
    expect(names(folder).filter((name) => !name.startsWith('lock'))).toEqual([])
  })

  it('whose signed manifest lacks a file that its database has a key for does not hold', async () => {
    const file = await forged((parts) => ({
      manifest: {
        ...parts.manifest,
        blobs: (parts.manifest['blobs'] as readonly unknown[]).slice(1),
      },
      frames: [...parts.frames.slice(0, 2), ...parts.frames.slice(3)],
    }))
    expect(await tried(at.desk, file, withKey())).toMatchObject({
      held: false,
      attachments: { expected: 2, found: 1 },
    })
    const folder = join(at.place.path, 'lacking')
    expect(await failureOf(() => restored(folder, file, withKey()))).toBe('damaged')
    expect(names(folder).filter((name) => !name.startsWith('lock'))).toEqual([])
  })

  it('that fails half-way says so in the journal, and one that was never begun does not', async () => {
    const before = (
      await at.desk.handlers['journal.list']({ subject: null, before: null, limit: 1 })
    ).lines[0]?.seq
    await failureOf(() => tried(at.desk, path, { passphrase: 'not this one', identity: null }))
    const after = await at.desk.handlers['journal.list']({ subject: null, before: null, limit: 1 })
    expect(after.lines[0]?.seq).toBe(before)
    const cut = await sealed(at.out, bytes.slice(0, bytes.length - 4096), desk)
    expect(await failureOf(() => tried(at.desk, cut, withKey()))).toBe('truncated')
    expect(await lastLine()).toBe('vault.backup-failed')
  })
})
