import { argon2Sync } from 'node:crypto'
import { fastRootBytes } from '../vault-files/fast-root-bytes.ts'
import {
  ascii,
  concat,
  decrypt,
  equal,
  hash,
  isZero,
  kdf,
  unseal,
  xwingDecapsulate,
  xwingPublicKey,
} from './conventions.ts'

/*
 * The header of a vault, as docs/FORMAT.md describes it in sections 2 and 3. Part of the second
 * reader: written from the specification of the format, not from src/.
 */

export type Credential = { passphrase: string; keyFile?: Uint8Array } | { recoveryCode: string }

export const kinds = ['passphrase', 'recovery', 'wipe'] as const
export type Kind = (typeof kinds)[number]

/** Byte offsets and lengths of section 2. */
export const layout = {
  bytes: 8192,
  kdf: 16,
  salt: 32,
  slots: 64,
  slotBytes: 1344,
  ciphertextBytes: 1120,
  commitBytes: 32,
  plainBytes: 176,
  directory: 4096,
  directoryPlainBytes: 3992,
  entries: 128,
  entryBytes: 1264,
  entryPsk: 16,
  entryPublicKey: 48,
  mac: 8128,
  sum: 8160,
} as const

export const headerStart = ascii('USTV\0\0\0\0')
export const sumPrefix = ascii('understory/header/v2\0')
export const slotPrefix = ascii('understory/slot/v2\0')

/** OpenSSL's; the hash in its place where the test's vaults use that (tests/faults/fast-kdf.ts). */
export const argon2id = (
  message: Uint8Array,
  nonce: Uint8Array,
  passes: number,
  memory: number,
): Uint8Array => {
  if (process.env['UNDERSTORY_TEST_KDF'] === 'fast')
    return fastRootBytes(message, { passes, memoryKiB: memory, salt: nonce })
  const sizes = { parallelism: 1, tagLength: 32, passes, memory }
  return new Uint8Array(argon2Sync('argon2id', { message, nonce, ...sizes }))
}

/** P of section 3: what Argon2id takes. */
export const password = (credential: Credential): Uint8Array => {
  if ('passphrase' in credential) {
    return new Uint8Array(Buffer.from(credential.passphrase.normalize('NFKC'), 'utf8'))
  }
  const symbols = credential.recoveryCode.replaceAll('-', '')
  let bits = ''
  for (const symbol of symbols) {
    bits += '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(symbol).toString(2).padStart(5, '0')
  }
  const code = Uint8Array.from({ length: 20 }, (_, i) => parseInt(bits.slice(i * 8, i * 8 + 8), 2))
  const check = hash(concat(ascii('understory/recovery/v1\0'), code), 32)
  const first20 = [...check.subarray(0, 3)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
  if (first20.slice(0, 20) !== bits.slice(160)) throw new Error('the checksum of the code is wrong')
  return code
}

/** @param parameters bytes 16..64 of a sound header: cost and salt */
export const rootOf = (credential: Credential, parameters: Buffer): Uint8Array => {
  const [passes, memory] = [parameters.readUInt32LE(4), parameters.readUInt32LE(8)]
  const root = argon2id(password(credential), parameters.subarray(16, 32), passes, memory)
  if (!('keyFile' in credential) || credential.keyFile === undefined) return root
  return hash(concat(ascii('kf'), hash(credential.keyFile, 64)), 32, root)
}

/** The keys that a root gives. */
export const credentialKeys = (
  root: Uint8Array,
): {
  readonly psk: Uint8Array
  readonly secret: Uint8Array
  readonly publicKey: Uint8Array
  readonly nextKey: Uint8Array
} => {
  const secret = kdf(root, 2, 'hv2kem__')
  return {
    psk: kdf(root, 1, 'hv2psk__'),
    secret,
    publicKey: xwingPublicKey(secret),
    nextKey: kdf(root, 3, 'hv2next_'),
  }
}

/** The name by which an escrow refers to a credential. */
export const credentialName = (publicKey: Uint8Array): Uint8Array =>
  hash(concat(ascii('understory/credential/v2\0'), publicKey), 32)

/** The bytes that every slot of one write is bound to. */
export const boundOf = (header: Buffer): Uint8Array =>
  concat(header.subarray(0, layout.slots), hash(header.subarray(layout.directory, layout.mac), 32))

export const slotKey = (
  psk: Uint8Array,
  bound: Uint8Array,
  ciphertext: Uint8Array,
  shared: Uint8Array,
): Uint8Array => hash(concat(slotPrefix, bound, ciphertext, shared), 64, psk)

export const macOf = (header: Buffer, vaultKey: Uint8Array): Uint8Array =>
  hash(header.subarray(0, layout.mac), 32, kdf(vaultKey, 2, 'hdrmac__'))

export const sumOf = (header: Buffer): Uint8Array =>
  hash(concat(sumPrefix, header.subarray(0, layout.sum)), 32)

export type Copy =
  | { readonly state: 'sound'; readonly header: Buffer }
  | { readonly state: 'newer' | 'outdated' | 'damaged' }

/** Section 2: is a copy sound? A sound one is returned with version 2, also if it had another. */
export const readCopy = (file: Buffer | null): Copy => {
  if (file === null || file.length < 10) return { state: 'damaged' }
  const start = file.subarray(0, 8)
  if (!equal(start, headerStart)) return { state: 'damaged' }
  const asTwo = Buffer.from(file)
  asTwo.writeUInt16LE(2, 8)
  if (fieldsAreRight(asTwo)) return { state: 'sound', header: asTwo }
  const version = file.readUInt16LE(8)
  if (version > 2) return { state: 'newer' }
  return { state: version === 1 ? 'outdated' : 'damaged' }
}

const fieldsAreRight = (header: Buffer): boolean => {
  if (header.length !== layout.bytes) return false
  if (!equal(header.subarray(layout.sum), sumOf(header))) return false
  const [algorithm, passes, memory, lanes] = [16, 20, 24, 28].map((at) => header.readUInt32LE(at))
  if (passes === undefined || memory === undefined) return false
  return (
    header.readUInt16LE(10) === 0 &&
    header.readUInt32LE(12) === layout.bytes &&
    algorithm === 2 &&
    lanes === 1 &&
    passes >= 3 &&
    passes <= 10 &&
    memory >= 65_536 &&
    memory <= 1_048_576 &&
    isZero(header.subarray(48, 64))
  )
}

/** What a passphrase or recovery slot holds. */
export type KeySlot = {
  readonly kind: 'passphrase' | 'recovery'
  readonly vaultKey: Uint8Array
  readonly previousKey: Uint8Array | null
}

/** What a wipe slot holds: the key of the vault that a wipe makes, sealed to this slot's root. */
export type WipeSlot = {
  readonly kind: 'wipe'
  readonly next: {
    readonly salt: Uint8Array
    readonly passes: number
    readonly memory: number
    readonly root: Uint8Array
  }
  /** Milliseconds from derivation to answer at the last ordinary unlock. */
  readonly pace: number
}

const slotPlain = (plain: Buffer, nextKey: Uint8Array): KeySlot | WipeSlot => {
  const kind = kinds[(plain[0] ?? 0) - 1]
  if (kind === undefined) throw new Error('slot: kind')
  if (kind === 'wipe') {
    if (!isZero(plain.subarray(1, 72)) || !isZero(plain.subarray(170)))
      throw new Error('slot: zero')
    const next = Buffer.from(unseal(nextKey, new Uint8Array(), plain.subarray(72, 168)))
    return {
      kind,
      next: {
        salt: Uint8Array.from(next.subarray(0, 16)),
        passes: next.readUInt32LE(16),
        memory: next.readUInt32LE(20),
        root: Uint8Array.from(next.subarray(24)),
      },
      pace: plain.readUInt16LE(168),
    }
  }
  const flags = plain[1] ?? 0
  const previous = Uint8Array.from(plain.subarray(40, 72))
  if (flags > 1 || !isZero(plain.subarray(2, 8)) || !isZero(plain.subarray(72)))
    throw new Error('slot: zero')
  if (flags === 0 && !isZero(previous)) throw new Error('slot: previous key without its flag')
  const vaultKey = Uint8Array.from(plain.subarray(8, 40))
  return { kind, vaultKey, previousKey: flags === 1 ? previous : null }
}

/**
 * The slot of a sound header that belongs to a root; `null` if none does. All three slots are tried.
 *
 * @throws Error if the slot holds what no writer writes
 */
export const openSlot = (header: Buffer, root: Uint8Array): KeySlot | WipeSlot | null => {
  const { psk, secret, nextKey } = credentialKeys(root)
  const bound = boundOf(header)
  let found: KeySlot | WipeSlot | null = null
  for (let i = 0; i < 3; i++) {
    const at = layout.slots + layout.slotBytes * i
    const slot = header.subarray(at, at + layout.slotBytes)
    const ciphertext = slot.subarray(0, layout.ciphertextBytes)
    let shared: Uint8Array
    try {
      shared = xwingDecapsulate(ciphertext, secret)
    } catch {
      continue
    }
    const key = slotKey(psk, bound, ciphertext, shared)
    const body = layout.ciphertextBytes + layout.commitBytes
    if (!equal(slot.subarray(layout.ciphertextBytes, body), key.subarray(0, 32))) continue
    const nonce = new Uint8Array(24)
    const plain = decrypt(key.subarray(32), nonce, new Uint8Array(), slot.subarray(body))
    found = slotPlain(Buffer.from(plain), nextKey)
  }
  return found
}

export type Entry = {
  readonly kind: Kind
  readonly keyFile: boolean
  readonly psk: Uint8Array
  readonly publicKey: Uint8Array
}

export type Directory = {
  readonly epoch: number
  readonly vaultId: Uint8Array
  readonly next: Uint8Array | null
  /** The credentials that are present, in the order passphrase, recovery, wipe. */
  readonly entries: readonly Entry[]
}

/** @throws Error if the directory does not open, or holds what no writer writes */
export const readDirectory = (header: Buffer, vaultKey: Uint8Array): Directory => {
  const sealed = header.subarray(layout.directory, layout.mac)
  const key = kdf(vaultKey, 4, 'slotdir_')
  const plain = Buffer.from(unseal(key, header.subarray(0, layout.slots), sealed))
  const epoch = Number(plain.readBigUInt64LE(0))
  const next = plain.subarray(32, layout.entries)
  const entries = kinds.flatMap((kind, i) => readEntry(plain, kind, i))
  const end = layout.entries + layout.entryBytes * kinds.length
  if (epoch < 1 || !Number.isSafeInteger(epoch)) throw new Error('directory: epoch')
  if (!isZero(plain.subarray(24, 32)) || !isZero(plain.subarray(end)))
    throw new Error('directory: zero')
  if (entries.some(({ kind }) => kind === 'wipe') === isZero(next))
    throw new Error('directory: next')
  return {
    epoch,
    vaultId: Uint8Array.from(plain.subarray(8, 24)),
    next: isZero(next) ? null : Uint8Array.from(next),
    entries,
  }
}

const readEntry = (plain: Buffer, kind: Kind, i: number): Entry[] => {
  const at = layout.entries + layout.entryBytes * i
  const entry = plain.subarray(at, at + layout.entryBytes)
  const [present, keyFile] = [entry[0] ?? 0, entry[1] ?? 0]
  if (present > 1 || keyFile > 1 || !isZero(entry.subarray(2, layout.entryPsk)))
    throw new Error('directory: entry')
  if (present === 0) {
    if (!isZero(entry)) throw new Error('directory: an absent entry is not zero')
    return []
  }
  if (kind === 'recovery' && keyFile === 1) throw new Error('directory: a code with a key file')
  return [
    {
      kind,
      keyFile: keyFile === 1,
      psk: Uint8Array.from(entry.subarray(layout.entryPsk, layout.entryPublicKey)),
      publicKey: Uint8Array.from(entry.subarray(layout.entryPublicKey)),
    },
  ]
}

/** The slot of a sound header that belongs to a root; `null` also where the MAC is wrong. */
const openSound = (header: Buffer, root: Uint8Array): KeySlot | WipeSlot | null => {
  let slot: KeySlot | WipeSlot | null
  try {
    slot = openSlot(header, root)
  } catch {
    return null
  }
  if (slot === null || slot.kind === 'wipe') return slot
  return equal(header.subarray(layout.mac, layout.sum), macOf(header, slot.vaultKey)) ? slot : null
}

export type Opened = {
  readonly outcome: 'opened'
  readonly header: Buffer
  readonly slot: KeySlot
  readonly directory: Directory
  /** The vault key that opens the database. */
  readonly databaseVaultKey: Uint8Array
}

export type HeaderResult =
  | Opened
  | { readonly outcome: 'wipe'; readonly slot: WipeSlot }
  | { readonly outcome: 'wrong-passphrase' | 'damaged' | 'newer' | 'outdated' }

/**
 * Section 3, "Reading": chooses between the two copies.
 *
 * @param files `header`, then `header.bak`; `null` for a missing one
 * @param opensDatabase does this vault key open the database?
 */
export const openCopies = (
  files: readonly (Buffer | null)[],
  credential: Credential,
  opensDatabase: (vaultKey: Uint8Array) => boolean,
): HeaderResult => {
  const copies = files.map(readCopy)
  if (copies.some(({ state }) => state === 'newer')) return { outcome: 'newer' }
  const sound = copies.flatMap((copy) => (copy.state === 'sound' ? [copy.header] : []))
  if (sound.length === 0) {
    const outdated = copies.some(({ state }) => state === 'outdated')
    return { outcome: outdated ? 'outdated' : 'damaged' }
  }
  const parametersOf = (header: Buffer): string => header.toString('hex', layout.kdf, layout.slots)
  for (const parameters of new Set(sound.map(parametersOf))) {
    const root = rootOf(credential, Buffer.from(parameters, 'hex'))
    const tried = sound.map((header) => {
      const same = parametersOf(header) === parameters
      return { header, slot: same ? openSound(header, root) : null }
    })
    const withKey = tried.flatMap(({ header, slot }) =>
      slot === null || slot.kind === 'wipe' ? [] : [{ header, slot }],
    )
    if (withKey.length > 0) return firstThatOpens(withKey, opensDatabase)
    const wipes = tried.flatMap(({ slot }) => (slot?.kind === 'wipe' ? [slot] : []))
    const [wipe] = wipes
    if (wipe !== undefined && wipes.length === sound.length) return { outcome: 'wipe', slot: wipe }
  }
  return { outcome: 'wrong-passphrase' }
}

type KeyCopy = { readonly header: Buffer; readonly slot: KeySlot }

/** A copy whose directory holds what no writer writes does not count. */
const withDirectory = (copy: KeyCopy): (KeyCopy & { readonly directory: Directory })[] => {
  try {
    return [{ ...copy, directory: readDirectory(copy.header, copy.slot.vaultKey) }]
  } catch {
    return []
  }
}

const firstThatOpens = (
  found: readonly KeyCopy[],
  opensDatabase: (vaultKey: Uint8Array) => boolean,
): HeaderResult => {
  const inOrder = found.flatMap(withDirectory).sort((a, b) => b.directory.epoch - a.directory.epoch)
  if (inOrder.length === 0) return { outcome: 'wrong-passphrase' }
  for (const copy of inOrder) {
    const keys = [copy.slot.vaultKey, copy.slot.previousKey]
    const key = keys.find((candidate) => candidate !== null && opensDatabase(candidate))
    if (key !== undefined && key !== null)
      return { outcome: 'opened', ...copy, databaseVaultKey: key }
  }
  return { outcome: 'damaged' }
}
