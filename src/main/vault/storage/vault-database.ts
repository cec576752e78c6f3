import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { plainDigest } from '../../../crypto/digest.ts'
import { deriveKey } from '../../../crypto/keys.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { sodium } from '../../../crypto/sodium.ts'
import {
  anchorFileBytes,
  anchorSlotBytes,
  anchorSlotStride,
  openAnchor,
  sealAnchor,
} from '../../../crypto/v1/anchor.ts'
import type { AnchorPoint, AnchorSlot } from '../../../crypto/v1/anchor.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Settings } from '../../../shared/records.ts'
import type { Tail } from '../../store/context.ts'
import { opensWith, rekeyDb } from '../../store/db.ts'
import type { MigrationProgress } from '../../store/migrate.ts'
import { createStore, openStore } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import type { KeyringEntry } from '../../store/vault-state.ts'
import { syncFolder } from '../files/durable-write.ts'
import { fileMode } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'
import { digestPort } from './digest-port.ts'

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
  return orClosed(descriptor, vaultKey, (key) => {
    attempt(() => writeSync(descriptor, new Uint8Array(anchorFileBytes), 0, anchorFileBytes, 0))
    const file = anchorOn(descriptor, key)
    file.write(point)
    attempt(() => {
      syncFolder(paths.folder)
    })
    return file
  })
}

/** If the first read or write fails, closes the file and wipes the key. */
const orClosed = (
  descriptor: number | null,
  vaultKey: Secret,
  act: (key: Secret) => AnchorFile,
): AnchorFile => {
  let key: Secret | null = null
  try {
    key = deriveKey(vaultKey, 'anchor')
    return act(key)
  } catch (cause) {
    key?.wipe()
    if (descriptor !== null) closeSync(descriptor)
    throw cause
  }
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
  return orClosed(descriptor, vaultKey, (key) => {
    const previous = previousKey === null ? null : deriveKey(previousKey, 'anchor')
    try {
      return anchorOn(descriptor, key, previous)
    } finally {
      previous?.wipe()
    }
  })
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

/** Why a vault opens read-only; null if it opens normally. */
export type RescueReason = 'missing-commits' | 'tampered' | 'damaged' | null

/** The database and its anchor, opened together: neither can be verified without the other. */
export type VaultDatabase = {
  readonly store: Store
  readonly rescue: RescueReason
  /** The key of the open database, for a copy of its file. The caller wipes it. */
  readonly databaseKey: () => Secret
  /** Tells whether this is the key of the open database. */
  readonly isUnder: (vaultKey: Secret) => boolean
  /**
   * Re-encrypts the database under another vault key. @throws Failure 'read-only': it is under the
   * old one; 'in-doubt': under either, and nothing more is read or written.
   */
  readonly rekeyDatabase: (vaultKey: Secret) => void
  /** Seals the anchor under another vault key. @throws Failure 'storage': under either. */
  readonly rekeyAnchor: (vaultKey: Secret) => void
  /** Closes both and wipes their keys. */
  readonly close: () => void
}

export type VaultLocation = {
  readonly paths: VaultPaths
  readonly vaultKey: Secret
  /** A key under which the anchor may be, too: set after a change of the vault key. */
  readonly previousKey?: Secret | null
  readonly nativeBinding: string | undefined
  readonly now: () => number
  /** Called while an older schema is migrated, as `OpenOptions` says. */
  readonly onMigration?: MigrationProgress
}

const databaseKey = (vaultKey: Secret): Buffer => {
  const key = deriveKey(vaultKey, 'database')
  try {
    return Buffer.from(key.bytes)
  } finally {
    key.wipe()
  }
}

const keyDigest = (vaultKey: Secret): Uint8Array => {
  const key = databaseKey(vaultKey)
  try {
    return plainDigest(key)
  } finally {
    key.fill(0)
  }
}

/**
 * Whether a vault key is that of the database on the disk. Rolls back a journal left by a crash.
 *
 * @throws Failure 'busy', 'storage'.
 */
export const databaseOpensWith = ({ paths, vaultKey, nativeBinding }: VaultLocation): boolean =>
  opensWith(paths.database, {
    databaseKey: databaseKey(vaultKey),
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
  })

/**
 * Finishes a change of the vault key that stopped before the database had it.
 *
 * @throws Failure 'damaged', 'storage', 'busy': the database is under the previous key.
 */
export const rekeyFromPrevious = (place: VaultLocation, previousKey: Secret): void =>
  rekeyDb(place.paths.database, databaseKey(place.vaultKey), {
    databaseKey: databaseKey(previousKey),
    ...(place.nativeBinding === undefined ? {} : { nativeBinding: place.nativeBinding }),
  })

/** The actor in the journal: the current pseudonym of the settings. */
const actorOf = (store: () => Store | null, fallback: string) => (): string =>
  store()?.settings.get().pseudonym ?? fallback

const common = ({ paths, vaultKey, nativeBinding, now, onMigration }: VaultLocation) => ({
  file: paths.database,
  databaseKey: databaseKey(vaultKey),
  ...(nativeBinding === undefined ? {} : { nativeBinding }),
  digest: digestPort,
  now,
  onMigration,
})

/**
 * Creates the database and anchor of a new vault. The caller removes both if a later step fails.
 */
export const createVaultDatabase = (
  place: VaultLocation,
  first: { readonly settings: Settings; readonly keyring: readonly KeyringEntry[] },
): VaultDatabase => {
  let anchor: AnchorFile | null = null
  let store: Store | null = null
  try {
    store = createStore({
      ...common(place),
      ...first,
      actor: actorOf(() => store, first.settings.pseudonym),
      onCommit: (tail) => {
        if (anchor === null) anchor = createAnchorFile(place.paths, place.vaultKey, tail)
        else anchor.write(tail)
      },
    })
    return asVaultDatabase(store, anchor, null, place.vaultKey)
  } catch (cause) {
    store?.close()
    ;(anchor as AnchorFile | null)?.close()
    throw cause
  }
}

/**
 * Opens a database without an anchor: one restored from a backup, before its first write.
 *
 * @throws Failure 'damaged', 'newer', 'storage'.
 */
export const openUnanchored = (place: VaultLocation, onCommit: (tail: Tail) => void): Store => {
  let store: Store | null = null
  store = openStore({ ...common(place), actor: actorOf(() => store, ''), onCommit })
  return store
}

/**
 * Opens the database and anchor of a vault and compares them; if they don't match, the vault opens
 * read-only. If the database is one commit ahead, the anchor is rewritten.
 *
 * @param tidy called only in a sound vault. If it meets damage, the vault opens read-only; a disk
 *   error in it doesn't prevent opening.
 * @throws Failure 'damaged', 'newer', 'storage'; nothing is left open then.
 */
export const openDatabase = (
  place: VaultLocation,
  tidy?: (store: Store) => void,
): VaultDatabase => {
  const anchor = openAnchorFile(place.paths, place.vaultKey, 'write', place.previousKey)
  let store: Store | null = null
  const open = (readonly: boolean): Store =>
    openStore({
      ...common(place),
      readonly,
      actor: actorOf(() => store, ''),
      onCommit: (tail) => anchor.write(tail),
    })
  const rescued = (rescue: RescueReason): VaultDatabase => {
    store?.close()
    store = open(true)
    return asVaultDatabase(store, anchor, rescue, place.vaultKey)
  }
  try {
    try {
      store = open(false)
    } catch (cause) {
      // Damaged pages that can't be repaired may still be readable.
      if (!(cause instanceof Failure) || cause.code !== 'damaged') throw cause
      try {
        return rescued('damaged')
      } catch {
        // A damaged rollback journal prevents reading too; report the damage, not the disk error.
        throw cause
      }
    }
    const state = store.openState(anchor.point())
    if (state === 'missing-commits' || state === 'tampered') return rescued(state)
    if (state === 'repair-anchor') anchor.write(store.journal.tail())
    if ((place.previousKey ?? null) !== null) anchor.rekey(place.vaultKey)
    const met = tidy === undefined ? null : failureIn(tidy, store)
    if (met === 'damaged' || met === 'tampered') return rescued(met)
    return asVaultDatabase(store, anchor, null, place.vaultKey)
  } catch (cause) {
    store?.close()
    anchor.close()
    throw cause
  }
}

/**
 * The failure of `act`: damage to report, or a disk error, even at the very end; after a disk error
 * nothing more is written and everything can be read. @throws any other error.
 */
const failureIn = (
  act: (store: Store) => void,
  store: Store,
): 'damaged' | 'tampered' | 'storage' | 'in-doubt' | null => {
  try {
    act(store)
    return null
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause
    const { code } = cause
    if (code === 'damaged' || code === 'tampered' || code === 'storage' || code === 'in-doubt') {
      return code
    }
    throw cause
  }
}

/** An open store and its anchor as one. */
export const asVaultDatabase = (
  store: Store,
  anchor: AnchorFile | null,
  rescue: RescueReason,
  vaultKey: Secret,
): VaultDatabase => {
  let digest = keyDigest(vaultKey)
  let held = deriveKey(vaultKey, 'database')
  return {
    store,
    rescue,
    databaseKey: () => held.copy(),
    isUnder: (key) => sodium.memcmp(keyDigest(key), digest),
    rekeyDatabase: (key) => {
      store.rekey(databaseKey(key))
      digest = keyDigest(key)
      held.wipe()
      held = deriveKey(key, 'database')
    },
    rekeyAnchor: (key) => {
      if (anchor === null) throw new Failure('internal')
      anchor.rekey(key)
    },
    close: () => {
      held.wipe()
      try {
        store.close()
      } finally {
        anchor?.close()
      }
    },
  }
}
