import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openInput } from '../../src/main/exchange/age-input.ts'
import type { SealedFile } from '../../src/main/exchange/blob-cipher.ts'
import { createBlob } from '../../src/main/vault/attachments/blob-writer.ts'
import { openQuarantined } from '../../src/main/vault/contacts/quarantine.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { readBlob } from '../format/blob-reader.ts'
import { failureOf, temporaryFolder } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { fileFrom } from './by-hand.ts'
import { knows } from './meet.ts'
import { id, person, reportContent, sample, signed } from './sample.ts'
import { nextTask, session } from './test-vault.ts'
import { committed, preview, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

const MiB = 1024 * 1024

let two: Two
let desk: TestVault
beforeAll(async () => {
  two = await twoVaults()
  ;({ desk } = two)
})
afterAll(() => two.end())

const asidePath = (name: string): string => join(vaultPaths(desk.folder).quarantine, name)

/** A file of an unknown sender of more than one chunk, which is set aside. */
const setAside = async (by: ReturnType<typeof person>) => {
  const revisions = Array.from({ length: 8 }, (_, n) =>
    signed(by, {
      subject: id(n + 90),
      kind: 'report',
      content: reportContent(`long ${String(n)}`, randomBytes(120_000).toString('hex')),
    }),
  )
  const path = await fileFrom(two, by, desk, { ...sample(by), revisions, seals: [] })
  const { exportId } = await preview(desk, path)
  await desk.handlers['quarantine.setAside']({ exportId })
  const [kept] = await desk.handlers['quarantine.list']({})
  if (kept === undefined) throw new Error('nothing was set aside')
  const look = () =>
    desk.handlers['quarantine.preview']({ task: nextTask(), id: kept.id, passphrase: null })
  return { path, kept, look }
}

describe('a set-aside file', () => {
  it('has on the disk neither a byte, nor the size, nor the time of the file that arrived', async () => {
    const { path, kept } = await setAside(person())
    const received = readFileSync(path)
    const stored = readFileSync(asidePath(kept.id))
    expect(received.length).toBeGreaterThan(MiB)
    for (let at = 0; at + 16 <= received.length; at += 4_096) {
      expect(stored.includes(received.subarray(at, at + 16))).toBe(false)
    }
    expect(stored.length).not.toBe(received.length)
    expect(kept.bytes).toBe(received.length)
    expect(statSync(asidePath(kept.id)).mtime.toISOString()).toBe('2000-01-01T00:00:00.000Z')
    expect(statSync(asidePath('')).mtime.toISOString()).toBe('2000-01-01T00:00:00.000Z')
    expect(statSync(asidePath(kept.id)).mode & 0o777).toBe(0o600)
  })

  it('is read from the format description alone, with the key of its row', async () => {
    const { path, kept } = await setAside(person())
    const { contacts } = session(desk).store
    const entry = contacts.setAside().find((one) => one.id === kept.id)
    const key = contacts.asideKey(kept.id)
    if (entry === undefined || key === null) throw new Error('no row')
    const read = await readBlob(asidePath(kept.id), { ...entry, key: new Uint8Array(key) })
    expect(Buffer.from(read)).toEqual(readFileSync(path))
  })

  it('is imported once its sender is a contact, and is then deleted', async () => {
    const by = person()
    const { kept, look } = await setAside(by)
    knows(desk, by)
    const { exportId, isSetAside } = await look()
    expect(isSetAside).toBe(true)
    expect(await committed(desk, exportId)).toMatchObject({ added: 8, refused: 0 })
    expect(readdirSync(asidePath(''))).not.toContain(kept.id)
    expect(statSync(asidePath('')).mtime.toISOString()).toBe('2000-01-01T00:00:00.000Z')
  })

  it('that was changed, cut short or deleted is refused with that reason', async () => {
    const { kept, look } = await setAside(person())
    const path = asidePath(kept.id)
    const good = readFileSync(path)
    const bad = Buffer.from(good)
    bad[good.length - 20] = (bad[good.length - 20] ?? 0) ^ 1
    writeFileSync(path, bad)
    expect(await failureOf(look)).toBe('tampered')
    writeFileSync(path, good.subarray(0, good.length - 1))
    expect(await failureOf(look)).toBe('tampered')
    writeFileSync(path, good)
    expect(await look()).toMatchObject({ isSetAside: true })
    rmSync(path)
    expect(await failureOf(look)).toBe('not-found')
  })
})

it('a file that an earlier version stored as received is still read', async () => {
  const by = person()
  const path = await fileFrom(two, by, desk)
  const { exportId } = await preview(desk, path)
  await desk.handlers['quarantine.setAside']({ exportId })
  const { store, folder } = session(desk)
  const [entry] = store.contacts.setAside()
  if (entry === undefined) throw new Error('nothing was set aside')
  writeFileSync(asidePath(entry.id), readFileSync(path))
  const contacts = { ...store.contacts, asideKey: () => null }
  const old = await openQuarantined({ store: { ...store, contacts }, folder }, entry.id)
  expect(old.sealed()).toBeNull()
  const input = openInput(old.path, null)
  expect(Buffer.from(input.read(1_000_000))).toEqual(readFileSync(path))
  input.close()
})

describe('an age file within its outer encryption', () => {
  it('is read in pieces of any size, whatever its length', async () => {
    const place = temporaryFolder()
    mkdirSync(join(place.path, 'q'))
    for (const length of [1, 65_536, MiB - 1, MiB, MiB + 1, 3 * MiB + 77]) {
      const content = randomBytes(length)
      const blob = await createBlob(join(place.path, 'q'))
      await blob.write(content)
      const { id: name, bytes, key } = await blob.finish()
      for (const step of [1_000_003, 65_537, 4 * MiB]) {
        const sealed: SealedFile = { id: name, bytes, key: Uint8Array.from(key) }
        const input = openInput(join(place.path, 'q', name), sealed)
        expect(input.size).toBe(length)
        const parts: Uint8Array[] = []
        for (;;) {
          const part = input.read(step)
          if (part.length === 0) break
          parts.push(part)
        }
        input.close()
        expect(Buffer.concat(parts).equals(content)).toBe(true)
        expect(sealed.key.every((byte) => byte === 0)).toBe(true)
      }
    }
    place.remove()
  })

  it('does not open with another key, name or length', async () => {
    const place = temporaryFolder()
    const blob = await createBlob(place.path)
    await blob.write(randomBytes(2 * MiB))
    const { id: name, bytes, key } = await blob.finish()
    const path = join(place.path, name)
    const read = (over: Partial<SealedFile>) =>
      failureOf(async () => {
        const sealed = { id: name, bytes, key: Uint8Array.from(key), ...over }
        const input = await Promise.resolve(openInput(path, sealed))
        while (input.read(MiB).length > 0);
      })
    expect(await read({ key: new Uint8Array(32) })).toBe('tampered')
    expect(await read({ id: 'a'.repeat(32) })).toBe('tampered')
    expect(await read({ bytes: bytes / 2 })).toBe('tampered')
    place.remove()
  })
})
