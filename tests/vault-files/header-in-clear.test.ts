import { beforeAll, describe, expect, test } from 'vitest'
import { newKdfParams } from '../../src/crypto/kdf.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { readHeader, writeKdf } from '../../src/crypto/v1/header-layout.ts'
import { createHeader } from '../../src/crypto/v1/header.ts'
import { exampleHeader, fastRoot } from './fast-derive.ts'
import { patched } from './changed-bytes.ts'

beforeAll(sodiumReady)

describe('what a header says in clear', () => {
  test('is what was written, each field in its place', () => {
    const kdf = newKdfParams({ passes: 5, memoryKiB: 131_072 })
    const vaultKey = Secret.random()
    const slot = { kind: 'passphrase', root: fastRoot('p', kdf), kdf } as const
    const header = createHeader([slot], vaultKey)
    const view = new DataView(header.buffer)
    expect(Buffer.from(header.subarray(0, 8)).toString('latin1')).toBe('USTV\0\0\0\0')
    expect(view.getUint16(8, true)).toBe(1)
    expect(view.getUint16(10, true)).toBe(0)
    expect(view.getUint32(12, true)).toBe(8192)
    expect(view.getBigUint64(32, true)).toBe(1n)
    expect([40, 44, 48, 52].map((offset) => view.getUint32(offset, true))).toEqual([
      ...[2, 5, 131_072, 1],
    ])
    expect(header.subarray(56, 72)).toEqual(kdf.salt)
    expect(header.subarray(72, 128).every((byte) => byte === 0)).toBe(true)
    expect(readHeader(header)).toEqual({
      version: 1,
      vaultId: header.slice(16, 32),
      epoch: 1,
      kdf: [kdf, null],
    })
    expect(createHeader([slot], vaultKey).slice(16, 32)).not.toEqual(header.slice(16, 32))
  })

  test.each<readonly [what: string, patch: (view: DataView, bytes: Uint8Array) => void]>([
    ['another beginning', (_, bytes) => bytes.set([0x55, 0x53, 0x54, 0x57])],
    ['version 0', (view) => view.setUint16(8, 0, true)],
    ['a flag', (view) => view.setUint16(10, 1, true)],
    ['another length', (view) => view.setUint32(12, 8191, true)],
    ['epoch 0', (view) => view.setBigUint64(32, 0n, true)],
    ['an epoch beyond all counting', (view) => view.setBigUint64(32, 2n ** 53n, true)],
    ['another kind of Argon2', (view) => view.setUint32(40, 1, true)],
    ['two passes', (view) => view.setUint32(44, 2, true)],
    ['little memory', (view) => view.setUint32(48, 65_535, true)],
    ['four lanes', (view) => view.setUint32(52, 4, true)],
    ['no parameters at all', (_, bytes) => bytes.fill(0, 40, 104)],
    ['half of a second group', (view) => view.setUint32(72, 2, true)],
    ['something in the first reserved byte', (_, bytes) => bytes.fill(1, 104, 105)],
    ['something in the last reserved byte', (_, bytes) => bytes.fill(1, 127, 128)],
  ])('is damaged with %s', (_, patch) => {
    expect(() => readHeader(patched(exampleHeader().header, patch))).toThrow('damaged')
  })

  test('is a newer version’s whatever else it holds, and damaged without its first twelve bytes', () => {
    const newer = patched(exampleHeader().header, (view) => view.setUint16(8, 2, true))
    expect(() => readHeader(newer)).toThrow('newer')
    expect(() => readHeader(newer.subarray(0, 12))).toThrow('newer')
    expect(() => readHeader(newer.subarray(0, 11))).toThrow('damaged')
    expect(() => readHeader(new Uint8Array())).toThrow('damaged')
    expect(() => readHeader(exampleHeader().header.subarray(0, 8191))).toThrow('damaged')
    expect(() => readHeader(new Uint8Array([...exampleHeader().header, 0]))).toThrow('damaged')
  })

  test('may be the second group alone', () => {
    const { header, kdf } = exampleHeader()
    const moved = header.slice()
    writeKdf(moved, 0, null)
    writeKdf(moved, 1, kdf)
    expect(readHeader(moved).kdf).toEqual([null, kdf])
  })
})
