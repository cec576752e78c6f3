import { Failure } from '../../shared/failure.ts'
import type { Secret } from '../secret.ts'
import { draftOf, finishHeader, wipeSlotKeys } from './header.ts'
import { clearSlot, readSlot, writeSlot } from './slot.ts'
import { readDirectory, writeDirectory } from './slot-directory.ts'
import type { SlotEntry } from './slot-directory.ts'

/** A slot whose credential was entered again, so that it can be sealed again. */
export type KeptSlot = Readonly<{ index: number; root: Secret }>

// Wipe slots hold no key and stay unchanged. Other opening slots that are not kept are dropped:
// they would hold only the old key.
const reseal = (
  draft: Uint8Array,
  entries: readonly SlotEntry[],
  kept: readonly KeptSlot[],
  keys: { vaultKey: Secret; nextKey: Secret | null },
): readonly SlotEntry[] => {
  const remaining = entries.filter((entry) => {
    if (entry.kind === 'wipe') return true
    const root = kept.find(({ index }) => index === entry.index)?.root
    if (root === undefined) {
      clearSlot(draft, entry.index)
      return false
    }
    const content = readSlot(draft, entry.index, entry.group, root)
    if (content === null) throw new Failure('wrong-passphrase')
    wipeSlotKeys(content)
    writeSlot(draft, entry.index, entry.group, root, { kind: entry.kind, ...keys })
    return true
  })
  if (!remaining.some(({ kind }) => kind !== 'wipe')) throw new Failure('in-use')
  return remaining
}

/**
 * First half of a change of the vault key: the kept slots hold both keys, still under the old MAC.
 * Write it to both copies, rekey the database, then write {@link finishRekey}. Until then opening a
 * vault tries the database with the old key and then with the next, so an interruption at any
 * moment loses nothing.
 *
 * @throws Failure 'conflict' when one is under way; 'wrong-passphrase' for a root that is not its
 *   slot's; 'in-use' when no kept slot opens the vault.
 */
export const beginRekey = (
  header: Uint8Array,
  vaultKey: Secret,
  nextKey: Secret,
  kept: readonly KeptSlot[],
): Uint8Array => {
  const { draft, epoch } = draftOf(header, vaultKey)
  const directory = readDirectory(draft, vaultKey)
  if (directory.rekeying) throw new Failure('conflict')
  const entries = reseal(draft, directory.entries, kept, { vaultKey, nextKey })
  writeDirectory(draft, vaultKey, { entries, rekeying: true })
  return finishHeader(draft, vaultKey, epoch, entries)
}

/** Second half: the kept slots hold only the next key, and the MAC is under it. */
export const finishRekey = (
  header: Uint8Array,
  vaultKey: Secret,
  nextKey: Secret,
  kept: readonly KeptSlot[],
): Uint8Array => {
  const { draft, epoch } = draftOf(header, vaultKey)
  const directory = readDirectory(draft, vaultKey)
  if (!directory.rekeying) throw new Failure('conflict')
  const entries = reseal(draft, directory.entries, kept, { vaultKey: nextKey, nextKey: null })
  writeDirectory(draft, nextKey, { entries, rekeying: false })
  return finishHeader(draft, nextKey, epoch, entries)
}
