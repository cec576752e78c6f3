import { randomBytes } from 'node:crypto'
import {
  argon2id,
  boundOf,
  credentialKeys,
  headerStart,
  kinds,
  layout,
  macOf,
  slotKey,
  sumOf,
} from './header-reader.ts'
import type { Directory, Entry, Kind } from './header-reader.ts'
import { concat, encrypt, kdf, seal, xwingEncapsulate, xwingPublicKey } from './conventions.ts'

/*
 * A writer of headers, for tests alone: `build` of docs/FORMAT.md, section 2, from the second
 * reader's own functions. The app must open what it writes.
 */

export type KdfCost = { readonly passes: number; readonly memory: number }

export type HeaderInput = {
  readonly cost: KdfCost
  readonly salt: Uint8Array
  readonly directory: Directory
  readonly vaultKey: Uint8Array
  readonly previousKey: Uint8Array | null
  /** Milliseconds; stored in the wipe slot alone. */
  readonly pace: number
}

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

/** An entry of the directory for a root. */
export const entryOf = (kind: Kind, root: Uint8Array, keyFile = false): Entry => {
  const { psk, publicKey } = credentialKeys(root)
  return { kind, keyFile, psk, publicKey }
}

/** The sealed root of the vault that a wipe makes, for a wipe passphrase. */
export const sealNext = (
  wipeRoot: Uint8Array,
  passphrase: string,
  salt: Uint8Array,
  { passes, memory }: KdfCost,
): Uint8Array => {
  const words = new Uint8Array(Buffer.from(passphrase.normalize('NFKC'), 'utf8'))
  const cost = Buffer.alloc(8)
  cost.writeUInt32LE(passes, 0)
  cost.writeUInt32LE(memory, 4)
  const plain = concat(salt, cost, argon2id(words, salt, passes, memory))
  return seal(credentialKeys(wipeRoot).nextKey, new Uint8Array(), plain)
}

const fixedBytes = ({ cost, salt }: HeaderInput): Buffer => {
  const fixed = Buffer.alloc(layout.slots)
  fixed.set(headerStart, 0)
  fixed.writeUInt16LE(2, 8)
  fixed.writeUInt32LE(layout.bytes, 12)
  for (const [i, value] of [2, cost.passes, cost.memory, 1].entries())
    fixed.writeUInt32LE(value, layout.kdf + 4 * i)
  fixed.set(salt, layout.salt)
  return fixed
}

const directoryPlain = ({ epoch, vaultId, next, entries }: Directory): Buffer => {
  const plain = Buffer.alloc(layout.directoryPlainBytes)
  plain.writeBigUInt64LE(BigInt(epoch), 0)
  plain.set(vaultId, 8)
  if (next !== null) plain.set(next, 32)
  for (const entry of entries) {
    const at = layout.entries + layout.entryBytes * kinds.indexOf(entry.kind)
    plain[at] = 1
    plain[at + 1] = entry.keyFile ? 1 : 0
    plain.set(entry.psk, at + layout.entryPsk)
    plain.set(entry.publicKey, at + layout.entryPublicKey)
  }
  return plain
}

const slotPlain = (kind: Kind, input: HeaderInput): Buffer => {
  const plain = Buffer.alloc(layout.plainBytes)
  plain[0] = kinds.indexOf(kind) + 1
  if (kind === 'wipe') {
    plain.set(input.directory.next ?? new Uint8Array(96), 72)
    plain.writeUInt16LE(input.pace, 168)
    return plain
  }
  plain.set(input.vaultKey, 8)
  if (input.previousKey !== null) {
    plain[1] = 1
    plain.set(input.previousKey, 40)
  }
  return plain
}

const sealSlot = (
  psk: Uint8Array,
  publicKey: Uint8Array,
  bound: Uint8Array,
  plain: Uint8Array,
): Uint8Array => {
  const { ciphertext, shared } = xwingEncapsulate(publicKey)
  const key = slotKey(psk, bound, ciphertext, shared)
  const body = encrypt(key.subarray(32), new Uint8Array(24), new Uint8Array(), plain)
  return concat(ciphertext, key.subarray(0, 32), body)
}

const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, at: random(8) }))
    .sort((a, b) => Buffer.compare(a.at, b.at))
    .map(({ item }) => item)

/** The 8192 bytes of a header. */
export const buildHeader = (input: HeaderInput): Buffer => {
  const header = Buffer.alloc(layout.bytes)
  header.set(fixedBytes(input), 0)
  const { directory, vaultKey } = input
  const sealed = seal(
    kdf(vaultKey, 4, 'slotdir_'),
    header.subarray(0, layout.slots),
    directoryPlain(directory),
  )
  header.set(sealed, layout.directory)
  const bound = boundOf(header)
  const slots = kinds.map((kind) => {
    const entry = directory.entries.find((candidate) => candidate.kind === kind)
    if (entry !== undefined)
      return sealSlot(entry.psk, entry.publicKey, bound, slotPlain(kind, input))
    const absent = xwingPublicKey(random(32))
    return sealSlot(random(32), absent, bound, new Uint8Array(layout.plainBytes))
  })
  for (const [i, slot] of shuffled(slots).entries())
    header.set(slot, layout.slots + layout.slotBytes * i)
  header.set(macOf(header, vaultKey), layout.mac)
  header.set(sumOf(header), layout.sum)
  return header
}
