import { beforeAll, describe, expect, test } from 'vitest'
import type { KdfParams } from '../../src/crypto/kdf.ts'
import type { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { withSlot } from '../../src/crypto/v1/header.ts'
import { readHeader } from '../../src/crypto/v1/header-layout.ts'
import { judgeCopy, pickHeader } from '../../src/main/vault/files/header-pick.ts'
import type { HeaderCopy } from '../../src/main/vault/files/header-pick.ts'
import { Failure } from '../../src/shared/failure.ts'
import { exampleHeader, fastRoot } from '../vault-files/fast-derive.ts'
import { inFull } from '../in-full.ts'

const example: { header: Uint8Array; vaultKey: Secret; kdf: KdfParams } = {
  header: new Uint8Array(),
  vaultKey: undefined as never,
  kdf: undefined as never,
}
beforeAll(async () => {
  await sodiumReady()
  Object.assign(example, exampleHeader())
})

const bits = inFull ? [0, 1, 2, 3, 4, 5, 6, 7] : [null]

/** The result of an unlock with two copies: every set of parameters in either copy is tried. */
const outcome = (bytes: readonly Uint8Array[], credential: string): string => {
  const copies: readonly HeaderCopy[] = bytes.map((copy, i) => judgeCopy(String(i), copy))
  try {
    for (const copy of copies) {
      for (const kdf of copy.state === 'sound' ? copy.info.kdf : []) {
        if (kdf === null) continue
        const picked = pickHeader(copies, fastRoot(credential, kdf), kdf)
        if (picked === null) continue
        if (picked.slot === null || picked.slot.kind === 'wipe') return 'refused'
        if (!picked.slot.vaultKey.equals(example.vaultKey)) return 'wrong key'
        return picked.header.every((byte, i) => byte === example.header[i]) ? 'right' : 'wrong key'
      }
    }
    return copies.some(({ state }) => state === 'sound') ? 'wrong-passphrase' : 'refused'
  } catch (cause) {
    return cause instanceof Failure ? cause.code : 'untyped'
  }
}

const flipped = (bytes: Uint8Array, offset: number, bit: number | null): Uint8Array => {
  const changed = bytes.slice()
  changed[offset] = (changed[offset] ?? 0) ^ (1 << (bit ?? offset % 8))
  return changed
}

describe(`every ${inFull ? 'bit' : 'byte'} of a header, flipped`, () => {
  test.each([0, 1])('in copy %i alone, is repaired from the other', (which) => {
    for (let offset = 0; offset < 8192; offset++) {
      for (const bit of bits) {
        const copies = [example.header, example.header]
        copies[which] = flipped(example.header, offset, bit)
        const found = outcome(copies, 'passphrase')
        if (found !== 'right') expect({ offset, bit, found }).toBe('right')
      }
    }
  })

  test('in both copies, is refused with a code and never opens', () => {
    const codes = new Set<string>()
    for (let offset = 0; offset < 8192; offset++) {
      for (const bit of bits) {
        const copy = flipped(example.header, offset, bit)
        codes.add(outcome([copy, copy], 'passphrase'))
      }
    }
    // 'refused' is a copy judged damaged or newer before any key was derived.
    expect([...codes].sort()).toEqual(['damaged', 'refused', 'wrong-passphrase'])
  })

  test('never lets another credential open the vault', () => {
    for (let offset = 0; offset < 8192; offset += inFull ? 1 : 7) {
      const copies = [flipped(example.header, offset, null), example.header]
      expect(['wrong-passphrase', 'damaged', 'newer']).toContain(outcome(copies, 'guess'))
    }
  })
})

test('a header of any other length is damaged, and no length is an error of another kind', () => {
  for (let length = 0; length < 8192; length++) {
    expect(judgeCopy('', example.header.subarray(0, length)).state).toBe('damaged')
  }
  expect(judgeCopy('', new Uint8Array(8193)).state).toBe('damaged')
})

test('parts of two authentic headers do not make a third', () => {
  const { header, vaultKey, kdf } = example
  const other = withSlot(header, vaultKey, {
    kind: 'passphrase',
    root: fastRoot('other', kdf),
    kdf,
  }).header
  for (let cut = 32; cut < 8192; cut += 32) {
    const mixed = other.slice()
    mixed.set(header.subarray(0, cut))
    if (mixed.every((byte, i) => byte === other[i] || byte === header[i])) {
      const same = [header, other].some((whole) => mixed.every((byte, i) => byte === whole[i]))
      if (!same) expect(outcome([mixed, mixed], 'passphrase')).toBe('damaged')
    }
  }
})

test('parameters out of bounds are refused before a root is derived', () => {
  const edits: readonly ((view: DataView) => void)[] = [
    (view) => {
      view.setUint32(48, 2 * 1024 * 1024, true)
    },
    (view) => {
      view.setUint32(48, 65_535, true)
    },
    (view) => {
      view.setUint32(44, 11, true)
    },
    (view) => {
      view.setUint32(44, 2, true)
    },
    (view) => {
      view.setUint32(40, 1, true)
    },
    (view) => {
      view.setUint32(52, 2, true)
    },
    (view) => {
      view.setUint32(80, 0xffff_ffff, true)
    },
  ]
  for (const edit of edits) {
    const header = example.header.slice()
    edit(new DataView(header.buffer))
    expect(() => readHeader(header)).toThrow('damaged')
  }
})
