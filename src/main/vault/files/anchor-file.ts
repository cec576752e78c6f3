import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { deriveKey } from '../../../crypto/keys.ts'
import type { Secret } from '../../../crypto/secret.ts'
import {
  anchorFileBytes,
  anchorSlotBytes,
  anchorSlotStride,
  openAnchor,
  sealAnchor,
} from '../../../crypto/v1/anchor.ts'
import type { AnchorPoint, AnchorSlot } from '../../../crypto/v1/anchor.ts'
import { Failure } from '../../../shared/failure.ts'
import { syncFolder } from './durable-write.ts'
import { fileMode } from './paths.ts'
import type { VaultPaths } from './paths.ts'

/**
 * The anchor of an open vault: the last acknowledged commit, stored outside the database so that an
 * older database can't pass for a current one.
 */
export type AnchorFile = Readonly<{
  /** The newest point in either slot; null if neither can be read or there is no file. */
  point: () => AnchorPoint | null
  /**
   * Seals a point into the slot without the newest one, and syncs. The newest point stays readable
   * until the new one is complete.
   *
   * @throws Failure 'storage': the commit is in the database, the anchor may be one behind.
   */
  write: (point: AnchorPoint) => void
  /**
   * Seals the newest point into both slots under another key, the older slot first. The anchor uses
   * that key from then on.
   *
   * @throws Failure 'storage': a slot may be under either key.
   */
  rekey: (vaultKey: Secret) => void
  /** Closes the file and wipes the anchor key. */
  close: () => void
}>

/** Creates the anchor of a new vault. @throws Failure 'exists', 'storage'. */
export const createAnchorFile = (
  paths: VaultPaths,
  vaultKey: Secret,
  point: AnchorPoint,
): AnchorFile => {
  const descriptor = attempt(() => openSync(paths.anchor, 'wx+', fileMode), {
    EEXIST: 'exists',
  })
  attempt(() => writeSync(descriptor, new Uint8Array(anchorFileBytes), 0, anchorFileBytes, 0))
  const file = anchorOn(descriptor, deriveKey(vaultKey, 'anchor'))
  file.write(point)
  attempt(() => {
    syncFolder(paths.folder)
  })
  return file
}

/**
 * Opens the anchor of a vault without changing it. A missing file reads as no point and can't be
 * written; the caller decides what that means.
 *
 * @param mode 'read' for rescue: works on read-only media, `write` fails.
 * @param previousKey a vault key under which either slot may be, too.
 */
export const openAnchorFile = (
  paths: VaultPaths,
  vaultKey: Secret,
  mode: 'read' | 'write' = 'write',
  previousKey: Secret | null = null,
): AnchorFile => {
  let descriptor: number | null = null
  try {
    descriptor = openSync(paths.anchor, mode === 'read' ? 'r' : 'r+')
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) {
      throw new Failure('storage')
    }
  }
  const previous = previousKey === null ? null : deriveKey(previousKey, 'anchor')
  try {
    return anchorOn(descriptor, deriveKey(vaultKey, 'anchor'), previous)
  } finally {
    previous?.wipe()
  }
}

const anchorOn = (
  descriptor: number | null,
  firstKey: Secret,
  previous: Secret | null = null,
): AnchorFile => {
  let key = firstKey
  const read = (slot: AnchorSlot): AnchorPoint | null =>
    readSlot(descriptor, key, slot) ??
    (previous === null ? null : readSlot(descriptor, previous, slot))
  const [first, second] = [read(0), read(1)]
  let newest: AnchorSlot = second !== null && (first === null || second.seq > first.seq) ? 1 : 0
  let point = newest === 1 ? second : first
  const write = (next: AnchorPoint): void => {
    if (descriptor === null) throw new Failure('storage')
    const slot: AnchorSlot = point === null || newest === 1 ? 0 : 1
    writeSlot(descriptor, slot, sealAnchor(key, slot, next))
    newest = slot
    point = next
  }
  return {
    point: () => point,
    write,
    rekey: (vaultKey) => {
      if (point === null) throw new Failure('storage')
      key.wipe()
      key = deriveKey(vaultKey, 'anchor')
      for (let slots = 0; slots < 2; slots++) write(point)
    },
    close: () => {
      if (descriptor !== null) closeSync(descriptor)
      key.wipe()
    },
  }
}

const readSlot = (descriptor: number | null, key: Secret, slot: AnchorSlot): AnchorPoint | null => {
  if (descriptor === null) return null
  const bytes = new Uint8Array(anchorSlotBytes)
  const count = attempt(() =>
    readSync(descriptor, bytes, 0, anchorSlotBytes, slot * anchorSlotStride),
  )
  return count === anchorSlotBytes ? openAnchor(key, slot, bytes) : null
}

const writeSlot = (descriptor: number, slot: AnchorSlot, bytes: Uint8Array): void => {
  attempt(() => {
    const count = writeSync(descriptor, bytes, 0, bytes.length, slot * anchorSlotStride)
    if (count !== bytes.length) throw new Failure('storage')
    fsyncSync(descriptor)
  })
}

const attempt = <T>(action: () => T, codes: Readonly<Record<string, 'exists'>> = {}): T => {
  try {
    return action()
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    throw new Failure(codes[code] ?? 'storage')
  }
}
