import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import * as kit from 'cctv-age'
import { beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { decryptAge } from '../../src/main/exchange/age-format.ts'
import { Failure, type FailureCode } from '../../src/shared/failure.ts'

/** Which of our codes each of the kit's expectations may come out as. */
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

function read(bytes: Uint8Array): Vector {
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

describe('the complete CCTV age kit through decryptAge', () => {
  beforeAll(sodiumReady)
  const vectors = Object.entries(kit as unknown as Record<string, Uint8Array>)

  it('holds 143 vectors', () => expect(vectors).toHaveLength(143))

  it.each(vectors)('%s', { timeout: 60_000 }, async (_, bytes) => {
    const { expect: wanted, payload, identities, passphrase, file } = read(bytes)
    const result = await decryptAge(file, { identities, passphrase }).then(
      ({ plaintext }) => plaintext,
      (cause: unknown) => cause,
    )
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
  })
})
