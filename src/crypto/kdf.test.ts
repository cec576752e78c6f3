import { beforeAll, describe, expect, test } from 'vitest'
import {
  argon2idRoot,
  kdfBounds,
  mixKeyFile,
  newKdfParams,
  passphraseBytes,
  withinKdfBounds,
} from './kdf.ts'
import { Secret } from './secret.ts'
import { sodiumReady } from './sodium.ts'

beforeAll(sodiumReady)

describe('the bounds of Argon2id', () => {
  const { floor, standard, ceiling } = kdfBounds

  test('are 64 MiB and 3 passes, 1 GiB and 10 passes, and 256 MiB and 3 passes for new vaults', () => {
    expect(floor).toEqual({ passes: 3, memoryKiB: 65_536 })
    expect(ceiling).toEqual({ passes: 10, memoryKiB: 1_048_576 })
    expect(newKdfParams()).toMatchObject({ passes: 3, memoryKiB: 262_144 })
    for (const cost of [floor, standard, ceiling]) expect(withinKdfBounds(cost)).toBe(true)
  })

  test.each([
    { passes: 2, memoryKiB: floor.memoryKiB },
    { passes: 11, memoryKiB: floor.memoryKiB },
    { passes: 3, memoryKiB: floor.memoryKiB - 1 },
    { passes: 3, memoryKiB: ceiling.memoryKiB + 1 },
    { passes: 3, memoryKiB: 0xffff_ffff },
    { passes: 3.5, memoryKiB: floor.memoryKiB },
    { passes: Number.NaN, memoryKiB: floor.memoryKiB },
    { passes: 3, memoryKiB: Number.POSITIVE_INFINITY },
    { passes: -3, memoryKiB: -65_536 },
  ])('refuse %o at once, without allocating', (cost) => {
    const started = process.threadCpuUsage()
    const salt = new Uint8Array(16)
    expect(() => argon2idRoot(new Uint8Array(8), { ...cost, salt })).toThrow('kdf-bounds')
    expect(() => newKdfParams(cost)).toThrow('kdf-bounds')
    const { user, system } = process.threadCpuUsage(started)
    expect((user + system) / 1_000).toBeLessThan(50)
  })

  test('refuse a salt of another size', () => {
    const params = { ...kdfBounds.floor, salt: new Uint8Array(15) }
    expect(() => argon2idRoot(new Uint8Array(8), params)).toThrow('kdf-bounds')
  })
})

describe('a passphrase', () => {
  test('is one and the same however the input method composed it', () => {
    expect(passphraseBytes('북송')).toEqual(passphraseBytes('북송'.normalize('NFD')))
    expect(passphraseBytes('ｐａｓｓ')).toEqual(passphraseBytes('pass'))
    expect(passphraseBytes(' pass ')).not.toEqual(passphraseBytes('pass'))
  })

  test.each(['', '\ud800', 'a\udc00b'])('of %j is refused', (text) => {
    expect(() => passphraseBytes(text)).toThrow('invalid')
  })
})

test('a key file changes the root, and any other file changes it differently', () => {
  const root = Secret.random()
  const roots = [new Uint8Array(0), new Uint8Array(1), new Uint8Array(2)].map((file) =>
    mixKeyFile(root, file),
  )
  const distinct = new Set([root, ...roots].map(({ bytes }) => bytes.join()))
  expect(distinct.size).toBe(4)
})
