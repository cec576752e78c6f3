import { beforeAll, describe, expect, test } from 'vitest'
import { deriveKey } from '../../src/crypto/keys.ts'
import { seal } from '../../src/crypto/seal.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodium, sodiumReady } from '../../src/crypto/sodium.ts'
import {
  at,
  fixedFields,
  kdfField,
  slotField,
  writeKdf,
} from '../../src/crypto/v1/header-layout.ts'
import { listSlots, withoutSlot, withSlotReplaced } from '../../src/crypto/v1/header.ts'
import { kindOf, readSlot, slotName, wipeMaskOf } from '../../src/crypto/v1/slot.ts'
import { readDirectory } from '../../src/crypto/v1/slot-directory.ts'
import { exampleHeader, fastRoot } from './fast-derive.ts'
import { flipped, patched } from './changed-bytes.ts'

beforeAll(sodiumReady)

describe('a slot', () => {
  test('opens in its own place and group only', () => {
    const { header, kdf } = exampleHeader()
    const root = fastRoot('passphrase', kdf)
    expect(readSlot(header, 0, 0, root)).toMatchObject({ kind: 'passphrase', nextKey: null })
    const moved = header.slice()
    slotField(moved, 1).set(slotField(header, 0))
    expect(readSlot(moved, 1, 0, root)).toBeNull()
    writeKdf(moved, 1, kdf)
    expect(readSlot(moved, 0, 1, root)).toBeNull()
  })

  test('opens under no other vault id and no other parameters', () => {
    const { header, kdf } = exampleHeader()
    const root = fastRoot('passphrase', kdf)
    for (const offset of [0, 16, 31, at.kdf + 4, at.kdf + 31]) {
      const changed = flipped(header, offset)
      expect(readSlot(changed, 0, 0, root)).toBeNull()
    }
    // The epoch is not authenticated: other people's slots cannot be sealed again when it changes.
    const later = patched(header, (view) => view.setBigUint64(32, 9n, true))
    expect(readSlot(later, 0, 0, root)).not.toBeNull()
  })

  test('has a name for what it holds now, and none like it', () => {
    const { header, vaultKey, kdf } = exampleHeader()
    expect(slotName(header, 0)).toMatch(/^[0-9a-f]{64}$/)
    expect(slotName(header, 0)).toBe(slotName(header.slice(), 0))
    const again = { kind: 'passphrase', root: fastRoot('passphrase', kdf), kdf } as const
    const names = [header, withSlotReplaced(header, vaultKey, 0, again)].flatMap((one) => [
      slotName(one, 0),
      slotName(one, 1),
    ])
    expect(new Set(names).size).toBe(3)
  })

  test('that goes leaves random bytes', () => {
    const { header, vaultKey } = exampleHeader()
    const [a, b] = [withoutSlot(header, vaultKey, 1), withoutSlot(header, vaultKey, 1)]
    expect(slotField(a, 1)).not.toEqual(slotField(header, 1))
    expect(slotField(a, 1)).not.toEqual(slotField(b, 1))
    expect(slotField(a, 0)).toEqual(slotField(header, 0))
  })

  test('is of one of three kinds', () => {
    expect([0, 1, 2, 3, 4, undefined].map((code) => kindOf(code))).toEqual([
      ...[null, 'passphrase', 'recovery', 'wipe', null, null],
    ])
    expect([0, 5, 11].map((index) => wipeMaskOf(index))).toEqual([0xffe, 0xfdf, 0x7ff])
  })

  /** Seals any 184 bytes as a slot, as an attacker with the root could. */
  const forged = (plain: Uint8Array, index = 0): { header: Uint8Array; root: Secret } => {
    const { header, kdf } = exampleHeader()
    const root = fastRoot('passphrase', kdf)
    const aad = new Uint8Array([...fixedFields(header), ...kdfField(header, 0), 0, index])
    const subkey = (context: string): Secret =>
      Secret.take(sodium.crypto_kdf_derive_from_key(32, index, context, root.bytes))
    slotField(header, index).set([
      ...sodium.crypto_generichash(32, aad, subkey('slotcmt_').bytes),
      ...seal(subkey('slotkek_'), plain, aad),
    ])
    return { header, root }
  }
  const plainOf = (patch: (plain: Uint8Array, view: DataView) => void): Uint8Array => {
    const plain = new Uint8Array(184)
    patch(plain, new DataView(plain.buffer))
    return plain
  }

  test('is read as the format says', () => {
    const key = plainOf((plain) => {
      plain[0] = 2
      plain[1] = 1
      plain.fill(7, 8, 40)
      plain.fill(8, 40, 72)
    })
    const { header, root } = forged(key, 3)
    const slot = readSlot(header, 3, 0, root)
    if (slot === null || slot.kind === 'wipe') throw new Error('not read')
    expect(slot.kind).toBe('recovery')
    expect(slot.vaultKey.bytes).toEqual(new Uint8Array(32).fill(7))
    expect(slot.nextKey?.bytes).toEqual(new Uint8Array(32).fill(8))
    const wipe = forged(
      plainOf((plain, view) => {
        plain[0] = 3
        view.setUint32(4, wipeMaskOf(3), true)
      }),
      3,
    )
    expect(readSlot(wipe.header, 3, 0, wipe.root)).toEqual({ kind: 'wipe', wipeMask: 0xff7 })
  })

  test.each<readonly [what: string, patch: (plain: Uint8Array, view: DataView) => void]>([
    ['of no kind', (plain) => plain.fill(0, 0, 1)],
    ['of a fourth kind', (plain) => plain.fill(4, 0, 1)],
    ['with an unknown flag', (plain) => plain.fill(2, 1, 2)],
    ['with something reserved', (plain) => plain.fill(1, 2, 3)],
    ['with something in its last reserved byte', (plain) => plain.fill(1, 3, 4)],
    ['with a mask where none belongs', (_, view) => view.setUint32(4, 1, true)],
    ['with a next key that it does not announce', (plain) => plain.fill(1, 71, 72)],
    ['with something in its padding', (plain) => plain.fill(1, 72, 73)],
    ['with something in its last byte', (plain) => plain.fill(1, 183, 184)],
  ])('%s is damaged', (_, patch) => {
    const plain = plainOf((bytes, view) => {
      bytes[0] = 1
      bytes.fill(7, 8, 40)
      patch(bytes, view)
    })
    const { header, root } = forged(plain)
    expect(() => readSlot(header, 0, 0, root)).toThrow('damaged')
  })

  test.each<readonly [what: string, patch: (plain: Uint8Array, view: DataView) => void]>([
    ['with a flag', (plain) => plain.fill(1, 1, 2)],
    ['with a key', (plain) => plain.fill(1, 8, 9)],
    ['with a next key', (plain) => plain.fill(1, 71, 72)],
    ['that spares another slot', (_, view) => view.setUint32(4, 0xffc, true)],
  ])('for a wipe %s is damaged', (_, patch) => {
    const plain = plainOf((bytes, view) => {
      bytes[0] = 3
      view.setUint32(4, wipeMaskOf(0), true)
      patch(bytes, view)
    })
    const { header, root } = forged(plain)
    expect(() => readSlot(header, 0, 0, root)).toThrow('damaged')
  })
})

describe('the list of slots', () => {
  /** Seals any 128 bytes as the list. */
  const forged = (patch: (plain: Uint8Array) => void) => {
    const { header, vaultKey } = exampleHeader()
    const plain = new Uint8Array(128)
    plain.set([1, 0, 0, 0])
    patch(plain)
    const sealed = seal(deriveKey(vaultKey, 'slotDirectory'), plain, fixedFields(header))
    header.set(sealed, at.directory)
    return { header, vaultKey }
  }
  const read = (patch: (plain: Uint8Array) => void) => {
    const { header, vaultKey } = forged(patch)
    return readDirectory(header, vaultKey)
  }

  test('is read as the format says', () => {
    const { entries, rekeying } = read((plain) => {
      plain.set([3, 1, 1, 0], 44)
      plain[48] = 1
    })
    expect(rekeying).toBe(true)
    expect(entries).toEqual([
      { index: 0, kind: 'passphrase', group: 0, keyFile: false },
      { index: 11, kind: 'wipe', group: 1, keyFile: true },
    ])
    expect(read(() => undefined).rekeying).toBe(false)
  })

  test.each<readonly [what: string, patch: (plain: Uint8Array) => void]>([
    ['an unknown kind', (plain) => plain.set([4])],
    ['a third group', (plain) => plain.set([2], 1)],
    ['an unknown flag of a slot', (plain) => plain.set([2], 2)],
    ['something reserved of a slot', (plain) => plain.set([1], 3)],
    ['an unknown flag', (plain) => plain.set([2], 48)],
    ['something after its flags', (plain) => plain.set([1], 49)],
    ['something in its last byte', (plain) => plain.set([1], 127)],
  ])('is damaged with %s', (_, patch) => {
    expect(() => read(patch)).toThrow('damaged')
  })

  test('is sealed to its vault', () => {
    const { header, vaultKey } = exampleHeader()
    header[20] = (header[20] ?? 0) ^ 1
    expect(() => readDirectory(header, vaultKey)).toThrow('damaged')
    expect(() => listSlots(exampleHeader().header, vaultKey)).toThrow('damaged')
  })
})
