import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import * as kit from 'cctv-age'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concat } from '../../src/crypto/bytes.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import type { AgeKeys } from '../../src/main/exchange/age-format.ts'
import { startReading } from '../../src/main/exchange/age-work.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { FailureCode } from '../../src/shared/failure.ts'
import { decryptAge } from './whole-age.ts'

const folder = mkdtempSync(join(tmpdir(), 'understory-kit-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The failure codes that may result for each of the kit's expectations. */
const accepted: Readonly<Record<string, readonly FailureCode[]>> = {
  'no match': ['not-for-us'],
  'HMAC failure': ['malformed'],
  'header failure': ['malformed', 'truncated', 'kdf-bounds'],
  'armor failure': ['malformed'],
  'payload failure': ['malformed', 'truncated'],
}

type Vector = {
  expect: string
  payload: string | undefined
  identities: string[]
  passphrase: string | null
  file: Uint8Array
}

const read = (bytes: Uint8Array): Vector => {
  const text = Buffer.from(bytes).toString('latin1')
  const end = text.indexOf('\n\n')
  const lines = text.slice(0, end).split('\n')
  const values = (key: string): string[] =>
    lines.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2))
  const body = bytes.slice(end + 2)
  return {
    expect: values('expect')[0] ?? '',
    payload: values('payload')[0],
    identities: values('identity'),
    passphrase: values('passphrase')[0] ?? null,
    file: values('compressed')[0] === 'zlib' ? new Uint8Array(inflateSync(body)) : body,
  }
}

const inMemory = async (file: Uint8Array, keys: AgeKeys): Promise<Uint8Array> =>
  (await decryptAge(file, keys)).plaintext

const asStream = async (file: Uint8Array, keys: AgeKeys): Promise<Uint8Array> => {
  const path = join(folder, 'vector.age')
  writeFileSync(path, file)
  const { pieces } = await startReading(path, keys, file.length)
  return concat(...[...pieces].map(({ bytes }) => bytes))
}

const judge = (result: unknown, wanted: string, payload: string | undefined): void => {
  if (wanted === 'success') {
    expect(result).toBeInstanceOf(Uint8Array)
    expect(
      createHash('sha256')
        .update(result as Uint8Array)
        .digest('hex'),
    ).toBe(payload)
  } else {
    expect(result).toBeInstanceOf(Failure)
    expect(accepted[wanted]).toContain((result as Failure).code)
  }
}

describe('the complete CCTV age kit, in memory and as a stream', () => {
  beforeAll(sodiumReady)
  const vectors = Object.entries(kit as unknown as Record<string, Uint8Array>)

  it('holds 143 vectors', () => expect(vectors).toHaveLength(143))

  it.each(vectors)('%s', async (_, bytes) => {
    const { expect: wanted, payload, identities, passphrase, file } = read(bytes)
    for (const way of [inMemory, asStream]) {
      const result = await way(file, { identities, passphrase }).catch((cause: unknown) => cause)
      judge(result, wanted, payload)
    }
  })
})
