import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { Packed } from './packed.ts'

test('gives back every piece as it was, in any order, whatever lies packed and what not yet', () => {
  const pieces = Array.from({ length: 900 }, (_, i) =>
    i % 7 === 0 ? new Uint8Array() : new Uint8Array(randomBytes((i * 37) % 3000)),
  )
  pieces.push(new Uint8Array(700_000).fill(7), new Uint8Array([1]))
  const packed = new Packed()
  for (const piece of pieces) packed.push(piece)
  expect(packed).toHaveLength(pieces.length)
  expect([...packed].every((bytes, i) => Buffer.compare(bytes, pieces[i] ?? bytes) === 0)).toBe(
    true,
  )
  for (const i of [901, 0, 450, 900, 1, 449, 899]) {
    expect(
      Buffer.compare(packed.at(i) ?? new Uint8Array(), pieces[i] ?? randomBytes(1)),
      String(i),
    ).toBe(0)
  }
  expect(packed.at(pieces.length)).toBeUndefined()
})

test('holds a copy, so that whoever reads on into the same buffer changes nothing', () => {
  const packed = new Packed()
  // A slice of a Buffer is no copy.
  const bytes = Buffer.from([1, 2, 3])
  packed.push(bytes)
  bytes.fill(9)
  expect([...(packed.at(0) ?? [])]).toEqual([1, 2, 3])
})
