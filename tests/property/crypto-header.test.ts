import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { newKdfParams } from '../../src/crypto/kdf.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { credentialKeys, credentialName } from '../../src/crypto/v2/credential-keys.ts'
import { readDirectory } from '../../src/crypto/v2/directory.ts'
import {
  buildHeader,
  destroyedHeader,
  openHeader,
  openNext,
  verifyHeader,
} from '../../src/crypto/v2/header.ts'
import {
  at,
  headerBytes,
  readHeader,
  slotBytes,
  slotField,
  writeSum,
} from '../../src/crypto/v2/header-layout.ts'
import { several } from '../in-full.ts'
import { flipped, patched } from '../vault-files/changed-bytes.ts'
import { exampleHeader, fastKeys, fastRoot } from '../vault-files/fast-derive.ts'

beforeAll(sodiumReady)

const credentials = ['passphrase', 'recovery', 'wipe'] as const
const code = (expected: string) => expect.objectContaining({ code: expected })

/** The header with a right sum, which needs no key: an attacker can write it. */
const summed = (header: Uint8Array): Uint8Array => {
  const bytes = header.slice()
  writeSum(bytes)
  return bytes
}

describe('a header', () => {
  test('gives each credential its own slot, and a guess nothing', () => {
    const { header, kdf, vaultKey } = exampleHeader(true)
    expect(header.length).toBe(headerBytes)
    expect(verifyHeader(header, vaultKey)).toBe(true)
    for (const credential of credentials) {
      const content = openHeader(header, fastKeys(credential, kdf))
      expect(content?.kind).toBe(credential)
      if (content !== null && content.kind !== 'wipe') {
        expect(content.vaultKey.equals(vaultKey)).toBe(true)
        expect(content.previousKey).toBeNull()
      }
    }
    expect(openHeader(header, fastKeys('a guess', kdf))).toBeNull()
  })

  test('without a wipe passphrase or a recovery code has three slots as well', () => {
    const { header, kdf } = exampleHeader()
    expect(openHeader(header, fastKeys('wipe', kdf))).toBeNull()
    for (let index = 0; index < 3; index++) {
      // Bit 255 of an X25519 share is never set in a real encapsulation.
      const lastOfX25519 = slotField(header, index)[1119] ?? 0xff
      expect(lastOfX25519 & 0x80).toBe(0)
    }
  })

  test('gives the key before a change of the vault key together with the new one', () => {
    const { header: _, ...parts } = exampleHeader()
    const previousKey = Secret.random()
    const header = buildHeader({ ...parts, previousKey })
    const content = openHeader(header, fastKeys('recovery', parts.kdf))
    expect(content?.kind === 'recovery' && content.previousKey?.equals(previousKey)).toBe(true)
  })

  test('differs in every 16 bytes after the clear fields from one with the same content', () => {
    const { header, ...parts } = exampleHeader(true)
    const again = buildHeader(parts)
    expect(again.subarray(0, at.slots)).toEqual(header.subarray(0, at.slots))
    for (let from = at.slots; from < headerBytes; from += 16) {
      expect(again.subarray(from, from + 16)).not.toEqual(header.subarray(from, from + 16))
    }
  })

  test('puts the slots in a random order', () => {
    const { header: _, ...parts } = exampleHeader(true)
    const keys = fastKeys('wipe', parts.kdf)
    const places = new Set<number>()
    for (let round = 0; round < 40 && places.size < 3; round++) {
      const header = buildHeader(parts)
      for (let index = 0; index < 3; index++) {
        const other = header.slice()
        slotField(other, index).fill(7)
        if (openHeader(other, keys) === null) places.add(index)
      }
    }
    expect(places.size).toBe(3)
  })

  test('keeps in its directory what is needed to write every slot again', () => {
    const { header, kdf, vaultKey, directory } = exampleHeader(true)
    const read = readDirectory(header, vaultKey)
    expect(read.epoch).toBe(directory.epoch)
    expect(read.vaultId).toEqual(directory.vaultId)
    expect(read.next).toEqual(directory.next)
    for (const kind of credentials) {
      const entry = read.entries[kind]
      const keys = fastKeys(kind, kdf)
      expect(entry?.psk.equals(keys.psk)).toBe(true)
      expect(entry?.publicKey).toEqual(keys.publicKey)
      expect(entry !== null && credentialName(entry)).toBe(credentialName(keys))
    }
    expect(() => readDirectory(header, Secret.random())).toThrow(code('damaged'))
  })

  test('is not made with nothing that opens it, nor with half a wipe passphrase', () => {
    const { header: _, ...parts } = exampleHeader(true)
    const { directory } = parts
    const without = (entries: object, next = directory.next) => ({
      ...parts,
      directory: { ...directory, next, entries: { ...directory.entries, ...entries } },
    })
    const both = { passphrase: null, recovery: null }
    expect(() => buildHeader(without(both))).toThrow(code('invalid'))
    expect(() => buildHeader(without({ wipe: null }))).toThrow(code('invalid'))
    expect(() => buildHeader(without({}, null))).toThrow(code('invalid'))
    const weak = { ...parts.kdf, memoryKiB: 1024 }
    expect(() => buildHeader({ ...parts, kdf: weak })).toThrow(code('kdf-bounds'))
  })
})

describe('a slot', () => {
  test('fits no other header, and no other place with other clear fields', () => {
    const one = exampleHeader(true)
    const { header: first, ...parts } = one
    const second = buildHeader(parts)
    for (const credential of credentials) {
      const keys = fastKeys(credential, parts.kdf)
      const mixed = second.slice()
      mixed.set(first.subarray(at.slots, at.directory), at.slots)
      expect(openHeader(mixed, keys)).toBeNull()
      const other = patched(first, (view) => view.setUint32(at.kdf + 4, 4, true))
      expect(openHeader(other, keys)).toBeNull()
    }
  })

  test('does not tell, by the keys in the directory, whose it is', () => {
    const { header, kdf } = exampleHeader(true)
    // Public key and symmetric key of the wipe passphrase, with another secret half.
    const { psk, publicKey, nextKey } = fastKeys('wipe', kdf)
    const { kemSecret } = credentialKeys(fastRoot('another', kdf))
    expect(openHeader(header, { psk, publicKey, nextKey, kemSecret })).toBeNull()
  })
})

describe('a changed header', () => {
  const flips = fc.integer({ min: 0, max: headerBytes * 8 - 1 })

  test('with any flipped bit is damaged, or has only its version repaired', () => {
    const { header } = exampleHeader(true)
    fc.assert(
      fc.property(flips, (bit) => {
        const bytes = patched(header, (_, all) => {
          all[bit >> 3] = (all[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        })
        if (bit >> 3 === at.version || bit >> 3 === at.version + 1) {
          expect(readHeader(bytes).bytes).toEqual(header)
        } else expect(() => readHeader(bytes)).toThrow(code('damaged'))
      }),
      { numRuns: several(300, 20_000) },
    )
  })

  test('with a flipped bit under a right sum never opens with a vault key that holds', () => {
    const { header, kdf, vaultKey } = exampleHeader(true)
    const keys = fastKeys('passphrase', kdf)
    fc.assert(
      fc.property(flips, (bit) => {
        fc.pre(bit >> 3 < at.sum)
        const bytes = summed(
          patched(header, (_, all) => {
            all[bit >> 3] = (all[bit >> 3] ?? 0) ^ (1 << (bit & 7))
          }),
        )
        expect(verifyHeader(bytes, vaultKey)).toBe(false)
        const content = openHeader(bytes, keys)
        const isInDirectory = bit >> 3 >= at.directory && bit >> 3 < at.mac
        if (isInDirectory) expect(content).toBeNull()
      }),
      { numRuns: several(60, 4_000) },
    )
  })

  test('of any other length is damaged', () => {
    const { header } = exampleHeader()
    for (const length of [0, 1, 11, 15, 16, 63, 64, 4096, headerBytes - 1]) {
      expect(() => readHeader(header.slice(0, length))).toThrow(code('damaged'))
    }
    const longer = new Uint8Array(headerBytes + 1)
    longer.set(header)
    expect(() => readHeader(longer)).toThrow(code('damaged'))
  })

  test('of a later version is newer, and of version 1 outdated, whatever else it holds', () => {
    const { header } = exampleHeader()
    const ofVersion = (version: number) =>
      patched(flipped(header, 5000), (view) => view.setUint16(at.version, version, true))
    expect(() => readHeader(ofVersion(3))).toThrow(code('newer'))
    expect(() => readHeader(ofVersion(1))).toThrow(code('outdated'))
    expect(() => readHeader(ofVersion(1).slice(0, 4096))).toThrow(code('outdated'))
    expect(() => readHeader(ofVersion(0))).toThrow(code('damaged'))
  })

  test('is refused for fields that no writer writes, before a root is derived', () => {
    const { header } = exampleHeader()
    const changes: readonly ((view: DataView) => void)[] = [
      (view) => view.setUint16(at.flags, 1, true),
      (view) => view.setUint32(at.length, 4096, true),
      (view) => view.setUint32(at.kdf, 1, true),
      (view) => view.setUint32(at.kdf + 4, 2, true),
      (view) => view.setUint32(at.kdf + 4, 11, true),
      (view) => view.setUint32(at.kdf + 8, 1024, true),
      (view) => view.setUint32(at.kdf + 8, 0xffff_ffff, true),
      (view) => view.setUint32(at.kdf + 12, 2, true),
      (view) => view.setUint8(at.reserved + 3, 1),
    ]
    for (const change of changes) {
      expect(() => readHeader(summed(patched(header, change)))).toThrow(code('damaged'))
    }
  })
})

describe('what a wipe writes first', () => {
  test('opens by the wipe passphrase alone, and leads to no vault key', () => {
    const { header, kdf, vaultKey } = exampleHeader(true)
    const keys = fastKeys('wipe', kdf)
    const content = openHeader(header, keys)
    if (content?.kind !== 'wipe') throw new Error('no wipe slot')
    const destroyed = destroyedHeader(kdf, keys, content)
    expect(readHeader(destroyed).kdf).toEqual(kdf)
    expect(openHeader(destroyed, keys)).toEqual(content)
    expect(verifyHeader(destroyed, vaultKey)).toBe(false)
    expect(() => readDirectory(destroyed, vaultKey)).toThrow(code('damaged'))
    for (const other of ['passphrase', 'recovery'])
      expect(openHeader(destroyed, fastKeys(other, kdf))).toBeNull()
    const slots = [header, destroyed].map((of) =>
      [0, 1, 2].map((index) => Buffer.from(slotField(of, index)).toString('hex')),
    )
    expect(slots[0]?.some((slot) => slots[1]?.includes(slot))).toBe(false)
    expect(slots[1]?.every((slot) => slot.length === slotBytes * 2)).toBe(true)
  })

  test('is followed by a vault under another salt, whose root was sealed to the wipe passphrase', () => {
    const { header, kdf } = exampleHeader(true)
    const keys = fastKeys('wipe', kdf)
    const content = openHeader(header, keys)
    if (content?.kind !== 'wipe') throw new Error('no wipe slot')
    expect(content.pace).toBe(120)
    const next = openNext(keys, content.next)
    expect(next.kdf.salt).not.toEqual(kdf.salt)
    expect(next.root.equals(fastRoot('wipe', next.kdf))).toBe(true)
    expect(() => openNext(fastKeys('a guess', kdf), content.next)).toThrow(code('damaged'))
    expect(() => openNext(fastKeys('wipe', newKdfParams()), content.next)).toThrow(code('damaged'))
  })
})
