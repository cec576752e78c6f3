import { randomBytes } from 'node:crypto'
import { Encrypter } from 'age-encryption'
import { concat } from '../../src/crypto/bytes.ts'
import { sodium, sodiumReady } from '../../src/crypto/sodium.ts'
import {
  createAgeIdentity,
  headerEnd,
  openHeader,
  sealHeader,
} from '../../src/main/exchange/age-format.ts'
import { PayloadOpener, PayloadSealer } from '../../src/main/exchange/age-stream.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { median, middleHalf, timedAsync } from './timing.ts'

const group = 'Export encryption'
const chunk = 64 * 1024

const chunks = function* (bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
}

/** The size of the pieces that the app's thread reads, encrypts and writes. */
const piece = 2 ** 20

const pieces = function* (bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
}

/**
 * Encrypts a file like the app's thread, but without a disk: each piece is dropped when it is
 * ready.
 */
const encrypted = async function* (
  plain: Uint8Array,
  recipient: string,
): AsyncGenerator<Uint8Array> {
  const { header, fileKey } = await sealHeader({ kind: 'keys', recipients: [recipient] })
  const sealer = new PayloadSealer(fileKey)
  yield header
  yield sealer.nonce
  for (const each of pieces(plain)) yield* sealer.push(each)
  yield sealer.end()
}

/** Decrypts a file like the app's thread. */
const decrypt = async (file: Uint8Array, identity: string): Promise<void> => {
  const end = headerEnd(file)
  const keys = { identities: [identity], passphrase: null }
  const { fileKey } = await openHeader(file.subarray(0, end), keys)
  const opener = new PayloadOpener(fileKey)
  for (const each of pieces(file.subarray(end))) opener.push(each)
  opener.end()
}

/**
 * libsodium in WebAssembly, as the app has it: the bare cipher that an export cannot beat. Without
 * so much as a nonce of each chunk's own: a random one would take a sixth of the time of its chunk.
 */
const withSodium = (bytes: Uint8Array): void => {
  const key = sodium.randombytes_buf(32)
  const nonce = sodium.randombytes_buf(12)
  for (const part of chunks(bytes)) {
    sodium.crypto_aead_chacha20poly1305_ietf_encrypt(part, null, null, nonce, key)
  }
}

type Way = {
  readonly bytes: number
  readonly act: () => unknown
}

/** MB/s of each way. They run in turn and in reverse, so that none always follows the same one. */
const speeds = async (
  ways: Readonly<Record<string, Way>>,
  rounds: number,
): Promise<ReadonlyMap<string, readonly number[]>> => {
  const found = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round += 1) {
    const inTurn = Object.entries(ways)
    for (const [name, { bytes, act }] of round % 2 === 0 ? inTurn : inTurn.reverse()) {
      const ms = await timedAsync(async () => act())
      // The first round is for nothing.
      if (round > 0) found.get(name)?.push(bytes / 1e3 / ms)
    }
  }
  return found
}

/**
 * An export's encryption against the bare cipher, and the library that reads and writes age.
 */
export const cipherFigures = async (quick: boolean): Promise<readonly Figure[]> => {
  await sodiumReady()
  // The size at which the bars were set; with less, the header takes much of the time.
  const size = (quick ? 8 : 256) * 2 ** 20
  const plain = new Uint8Array(randomBytes(size))
  const hybrid = await createAgeIdentity('hybrid')
  const classic = await createAgeIdentity('classic')
  const parts: Uint8Array[] = []
  for await (const part of encrypted(plain, hybrid.recipient)) parts.push(part)
  const file = concat(...parts)
  const whole = (act: () => unknown): Way => ({ bytes: size, act })
  // The slowest by far.
  const some = quick ? plain : plain.subarray(0, size / 4)
  const found = await speeds(
    {
      encrypt: whole(async () => {
        for await (const _ of encrypted(plain, hybrid.recipient));
      }),
      decrypt: whole(() => decrypt(file, hybrid.identity)),
      sodium: whole(() => withSodium(plain)),
      library: {
        bytes: some.length,
        act: () => {
          const encrypter = new Encrypter()
          encrypter.addRecipient(classic.recipient)
          return encrypter.encrypt(some)
        },
      },
    },
    quick ? 3 : 4,
  )
  const of = (name: string): number => median(found.get(name) ?? [])
  const against = (
    name: string,
    ours: 'encrypt' | 'decrypt',
    limit: string,
    words: string,
    least: number,
  ): Figure =>
    figure({
      group,
      name,
      unit: 'MB/s',
      ours: of(ours),
      limit: { of: `MB/s ${words}`, value: of(limit) },
      spread: middleHalf(
        (found.get(ours) ?? []).map((one, i) => one / (found.get(limit)?.[i] ?? 0)),
      ),
      bar: { on: 'ratio', least },
    })
  return [
    against('encrypt', 'encrypt', 'sodium', 'bare libsodium', 0.95),
    against('decrypt', 'decrypt', 'sodium', 'bare libsodium', 0.95),
    against('encrypt, beside the age library', 'encrypt', 'library', 'age library', 2.5),
  ]
}
