import { beforeAll, describe, expect, test } from 'vitest'
import { newKdfParams } from '../../src/crypto/kdf.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import {
  destroyedHeader,
  nothingLeft,
  createHeader,
  listSlots,
  unlockHeader,
  verifyHeader,
  withoutSlot,
  withSlot,
  withSlotReplaced,
} from '../../src/crypto/v1/header.ts'
import { at, readHeader } from '../../src/crypto/v1/header-layout.ts'
import { beginRekey, finishRekey } from '../../src/crypto/v1/rekey.ts'
import { exampleHeader, fastRoot } from './fast-derive.ts'
import { secretsOf } from './taken-secrets.ts'
import { flipped } from './changed-bytes.ts'

beforeAll(sodiumReady)

describe('a change of a header', () => {
  test('leaves no key behind but those it gives', async () => {
    const { header, vaultKey, kdf } = exampleHeader()
    const [root, other] = [fastRoot('passphrase', kdf), fastRoot('other', kdf)]
    const nextKey = Secret.random()
    const kept = [{ index: 0, root }]
    const slot = { kind: 'passphrase', root: other, kdf } as const
    const { secrets } = await secretsOf(() => {
      createHeader([slot], vaultKey)
      withSlot(header, vaultKey, slot)
      expect(() => withSlot(header, vaultKey, { ...slot, root })).toThrow('exists')
      withSlotReplaced(header, vaultKey, 0, { ...slot, root })
      withoutSlot(header, vaultKey, 1)
      listSlots(header, vaultKey)
      verifyHeader(header, vaultKey)
      const begun = beginRekey(header, vaultKey, nextKey, kept)
      finishRekey(begun, vaultKey, nextKey, kept)
      // A slot that was changed: its key is opened for nothing.
      const changed = flipped(header, at.slots + 100)
      expect(() => unlockHeader(changed, root, kdf)).toThrow('damaged')
      expect(unlockHeader(header, other, kdf)).toBeNull()
      expect(() => listSlots(header, nextKey)).toThrow('damaged')
    })
    expect(secrets.length).toBeGreaterThan(20)
    expect(secrets.filter(({ wiped }) => !wiped)).toEqual([])
    expect([vaultKey, nextKey, root, other].some(({ wiped }) => wiped)).toBe(false)
  })

  test('gives what unlocks as the caller’s, to wipe', () => {
    const { header, kdf } = exampleHeader()
    const slot = unlockHeader(header, fastRoot('recovery', kdf), kdf)
    expect(slot).toMatchObject({ kind: 'recovery', index: 1, group: 0, nextKey: null })
    if (slot === null || slot.kind === 'wipe') throw new Error('not opened')
    expect(slot.vaultKey.wiped).toBe(false)
  })

  test('is refused for a slot that is not there, and for weak parameters', () => {
    const { header, vaultKey, kdf } = exampleHeader()
    const root = fastRoot('other', kdf)
    const slot = { kind: 'passphrase', root, kdf } as const
    expect(() => withoutSlot(header, vaultKey, 2)).toThrow('not-found')
    expect(() => withSlotReplaced(header, vaultKey, 2, slot)).toThrow('not-found')
    const weak = { ...slot, kdf: { ...kdf, passes: 1 } }
    expect(() => withSlot(header, vaultKey, weak)).toThrow('kdf-bounds')
    expect(() => createHeader([slot, weak], vaultKey)).toThrow('kdf-bounds')
    expect(() => createHeader([slot, slot], vaultKey)).toThrow('exists')
  })

  test('takes a new set of parameters for the only slot of a group', () => {
    const { header, vaultKey, kdf } = exampleHeader()
    const [stronger, strongest] = [newKdfParams(), newKdfParams()]
    const slot = (name: string, params: typeof kdf) =>
      ({ kind: 'passphrase', root: fastRoot(name, params), kdf: params }) as const
    const two = withSlotReplaced(header, vaultKey, 0, slot('a', stronger))
    expect(readHeader(two).kdf).toEqual([kdf, stronger])
    const third = withSlotReplaced(two, vaultKey, 0, slot('a', strongest))
    expect(readHeader(third).kdf).toEqual([kdf, strongest])
    expect(listSlots(third, vaultKey).map(({ group }) => group)).toEqual([1, 0])
    expect(() => withSlot(third, vaultKey, slot('b', stronger))).toThrow('conflict')
    expect(unlockHeader(third, fastRoot('a', strongest), strongest)).toMatchObject({ group: 1 })
  })

  test('may take twelve slots at once', () => {
    const kdf = newKdfParams()
    const vaultKey = Secret.random()
    const slots = Array.from({ length: 12 }, (_, i) => ({
      kind: i === 11 ? ('recovery' as const) : ('wipe' as const),
      root: fastRoot(String(i), kdf),
      kdf,
    }))
    const header = createHeader(slots, vaultKey)
    expect(listSlots(header, vaultKey)).toHaveLength(12)
    const more = { kind: 'passphrase', root: fastRoot('more', kdf), kdf } as const
    expect(() => withSlot(header, vaultKey, more)).toThrow('too-big')
    expect(withSlotReplaced(header, vaultKey, 3, more)).toHaveLength(8192)
    expect(withSlot(withoutSlot(header, vaultKey, 3), vaultKey, more).index).toBe(3)
  })

  test('is signed over every byte before its MAC, and none is left from before', () => {
    const { header, vaultKey } = exampleHeader()
    for (const offset of [0, 33, 127, 128, 3199, 3200, 3368, 8159, 8160, 8191]) {
      const changed = flipped(header, offset)
      expect(verifyHeader(changed, vaultKey)).toBe(false)
    }
    expect(verifyHeader(header.subarray(1), vaultKey)).toBe(false)
    expect(verifyHeader(new Uint8Array([...header, 0]), vaultKey)).toBe(false)
    // Unused slots are random, so that their number is hidden.
    expect(header.subarray(at.slots + 512, at.directory).some((byte) => byte !== 0)).toBe(true)
    expect(exampleHeader().header.subarray(4000, 8000)).not.toEqual(header.subarray(4000, 8000))
  })
})

describe('what a wipe leaves', () => {
  test('is random from the list of slots to the end, and the slots that it spares', () => {
    const { header } = exampleHeader()
    const before = header.slice()
    const [a, b] = [destroyedHeader(header, 0b10), destroyedHeader(header, 0b10)]
    expect(header).toEqual(before)
    expect(a.subarray(0, at.slots + 256)).toEqual(header.subarray(0, at.slots + 256))
    expect(a.subarray(at.slots + 512, at.directory)).toEqual(
      header.subarray(at.slots + 512, at.directory),
    )
    for (const [from, to] of [
      [at.slots + 256, at.slots + 512],
      [at.directory, at.directory + 32],
      [8160, 8192],
    ] as const) {
      expect(a.subarray(from, to)).not.toEqual(header.subarray(from, to))
      expect(a.subarray(from, to)).not.toEqual(b.subarray(from, to))
    }
    expect(nothingLeft(8192)).toHaveLength(8192)
    expect(nothingLeft(32)).not.toEqual(nothingLeft(32))
  })
})
