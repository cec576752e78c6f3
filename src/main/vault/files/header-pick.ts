import { view } from '../../../crypto/bytes.ts'
import type { KdfParams } from '../../../crypto/kdf.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { at, readHeader, version } from '../../../crypto/v1/header-layout.ts'
import type { HeaderInfo } from '../../../crypto/v1/header-layout.ts'
import { unlockHeader, verifyHeader, wipeSlotKeys } from '../../../crypto/v1/header.ts'
import type { UnlockedSlot } from '../../../crypto/v1/header.ts'
import { Failure } from '../../../shared/failure.ts'

/** One of the two copies on disk, as far as it can be checked without a key. */
export type HeaderCopy = Readonly<{ path: string }> &
  (
    | Readonly<{ state: 'sound'; bytes: Uint8Array; info: HeaderInfo }>
    | Readonly<{ state: 'newer'; bytes: Uint8Array }>
    | Readonly<{ state: 'damaged' }>
    | Readonly<{ state: 'missing' }>
  )

/** Checks the plaintext part of one copy. */
export const judgeCopy = (path: string, bytes: Uint8Array): HeaderCopy => {
  try {
    return { path, state: 'sound', bytes, info: readHeader(bytes) }
  } catch (cause) {
    return cause instanceof Failure && cause.code === 'newer'
      ? { path, state: 'newer', bytes }
      : { path, state: 'damaged' }
  }
}

/** An opened header, and the resulting state of its two copies. */
export type OpenedHeader = Readonly<{
  slot: UnlockedSlot
  header: Uint8Array
  epoch: number
  copies: 'equal' | 'repaired' | 'unequal'
}>

/** The header to use; `slot` is null when the credential belongs to an outdated copy only. */
export type PickedHeader = Readonly<{
  slot: UnlockedSlot | null
  header: Uint8Array
  epoch: number
  /** Copies that differ from it and may be overwritten with it. */
  outdated: readonly string[]
}>

type SoundCopy = Extract<HeaderCopy, { state: 'sound' }>

/**
 * Chooses between the two copies, given one root.
 *
 * @returns null when the root opens neither.
 * @throws Failure 'damaged' if it opens one, and no copy is authentic; 'newer' if a later version
 *   of the app wrote one of them.
 */
export const pickHeader = (
  copies: readonly HeaderCopy[],
  root: Secret,
  kdf: KdfParams,
): PickedHeader | null => {
  const sound = copies.filter((copy) => copy.state === 'sound')
  const opened = sound.map((copy) => tryCopy(copy, root, kdf))
  const slots = opened.filter((slot) => slot !== null && slot !== 'damaged')
  try {
    const keys = slots.flatMap((slot) =>
      slot.kind === 'wipe' ? [] : [slot.vaultKey, ...(slot.nextKey === null ? [] : [slot.nextKey])],
    )
    if (keys.length > 0) return pickAuthentic(copies, sound, keys, root, kdf)
    if (slots.length > 0) return pickWipe(copies, sound, root, kdf)
    if (opened.includes('damaged')) throw new Failure('damaged')
    return null
  } finally {
    slots.forEach(wipeSlotKeys)
  }
}

const tryCopy = (
  copy: SoundCopy,
  root: Secret,
  kdf: KdfParams,
): UnlockedSlot | 'damaged' | null => {
  try {
    return unlockHeader(copy.bytes, root, kdf)
  } catch {
    return 'damaged'
  }
}

const pickAuthentic = (
  copies: readonly HeaderCopy[],
  sound: readonly SoundCopy[],
  keys: readonly Secret[],
  root: Secret,
  kdf: KdfParams,
): PickedHeader => {
  const authentic = (bytes: Uint8Array): boolean => keys.some((key) => verifyHeader(bytes, key))
  const [best] = sound
    .filter(({ bytes }) => authentic(bytes))
    .sort((a, b) => b.info.epoch - a.info.epoch)
  if (best === undefined) throw new Failure('damaged')
  // A version number may be damaged like any other byte: if the MAC matches with this version's
  // number, it was. A copy that a later version of the app wrote is never overwritten, and the
  // older copy beside it is not used.
  if (copies.some((copy) => copy.state === 'newer' && !authentic(asThisVersion(copy.bytes)))) {
    throw new Failure('newer')
  }
  return {
    slot: unlockHeader(best.bytes, root, kdf),
    header: best.bytes,
    epoch: best.info.epoch,
    outdated: copies.filter((copy) => !sameBytes(copy, best.bytes)).map(({ path }) => path),
  }
}

// A wipe slot has no key to check a MAC with, and a wipe can't be undone. So only the copy with the
// highest epoch counts, and a removed wipe passphrase never acts. It doesn't act beside a copy of a
// later version either: that copy may be the current one, and this version can't read it.
const pickWipe = (
  copies: readonly HeaderCopy[],
  sound: readonly SoundCopy[],
  root: Secret,
  kdf: KdfParams,
): PickedHeader | null => {
  if (copies.some(({ state }) => state === 'newer')) throw new Failure('newer')
  const highest = Math.max(...sound.map(({ info }) => info.epoch))
  for (const { bytes, info } of sound) {
    if (info.epoch !== highest) continue
    const slot = unlockHeader(bytes, root, kdf)
    if (slot !== null) return { slot, header: bytes, epoch: info.epoch, outdated: [] }
  }
  return null
}

const asThisVersion = (bytes: Uint8Array): Uint8Array => {
  const patched = bytes.slice()
  view(patched).setUint16(at.version, version, true)
  try {
    readHeader(patched)
    return patched
  } catch {
    return new Uint8Array()
  }
}

const sameBytes = (copy: HeaderCopy, bytes: Uint8Array): boolean =>
  copy.state === 'sound' && copy.bytes.every((byte, i) => byte === bytes[i])
