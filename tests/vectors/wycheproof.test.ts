import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { unseal } from '../../src/crypto/seal.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodium, sodiumReady } from '../../src/crypto/sodium.ts'

// Project Wycheproof's files are beside the repository. Without them, this reports "not run".
const folder = new URL('../../../shared/vectors/', import.meta.url)

type Vector = Readonly<Record<string, string>> & Readonly<{ tcId: number }>
type Group = Readonly<{ tests: readonly Vector[]; ivSize?: number; publicKey?: { pk: string } }>
type VectorFile = Readonly<{ numberOfTests: number; testGroups: readonly Group[] }>

const hex = (text = ''): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))
const attempt = <T>(action: () => T): T | null => {
  try {
    return action()
  } catch {
    return null
  }
}

const vectors = (
  name: string,
  count: number,
  run: (vector: Vector, group: Group) => void,
): void => {
  const file = new URL(`wycheproof-${name}_test.json`, folder)
  const present = existsSync(file)
  describe(`Wycheproof ${name}`, () => {
    test.skipIf(!present)(
      present ? `all ${count} vectors` : 'not run: its file is not there',
      () => {
        const { testGroups, numberOfTests } = JSON.parse(readFileSync(file, 'utf8')) as VectorFile
        expect(numberOfTests).toBe(count)
        let done = 0
        for (const group of testGroups) {
          for (const vector of group.tests) {
            run(vector, group)
            done += 1
          }
        }
        expect(done).toBe(count)
      },
    )
  })
}

beforeAll(sodiumReady)

vectors('xchacha20_poly1305', 315, (vector, group) => {
  const sealed = hex(`${vector['iv']}${vector['ct']}${vector['tag']}`)
  const opened = attempt(() => unseal(Secret.take(hex(vector['key'])), sealed, hex(vector['aad'])))
  const expected = vector['result'] === 'valid' && group.ivSize === 192 ? hex(vector['msg']) : null
  expect([vector.tcId, opened]).toEqual([vector.tcId, expected])
})

vectors('ed25519', 151, (vector, group) => {
  const verified = attempt(() =>
    sodium.crypto_sign_verify_detached(
      hex(vector['sig']),
      hex(vector['msg']),
      hex(group.publicKey?.pk),
    ),
  )
  expect([vector.tcId, verified === true]).toEqual([vector.tcId, vector['result'] === 'valid'])
})

// The classic half of X-Wing. "Acceptable" are points of low order, which libsodium may refuse.
vectors('x25519', 518, (vector) => {
  const shared = attempt(() =>
    sodium.crypto_scalarmult(hex(vector['private']), hex(vector['public'])),
  )
  if (shared === null) expect([vector.tcId, vector['result']]).toEqual([vector.tcId, 'acceptable'])
  else expect([vector.tcId, shared]).toEqual([vector.tcId, hex(vector['shared'])])
})
