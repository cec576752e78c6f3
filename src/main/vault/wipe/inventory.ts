import { readdirSync, statSync } from 'node:fs'
import type { Dirent } from 'node:fs'
import { join, sep } from 'node:path'
import type { Inventory } from '../../../shared/wipe-contract.ts'
import { vaultPaths } from '../files/paths.ts'
import type { VaultCredential } from '../storage/header-file.ts'
import { readOwnIdentityKey } from '../sealed-identities/identity-keys.ts'
import type { Session } from '../session/session.ts'

type Size = { count: number; bytes: number }

/** The entries of a folder; none if it can't be read. */
const listed = (folder: string): Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    // No such folder: it was never used.
    return []
  }
}

/**
 * Number and total bytes of all files of a vault, and of its attachments; of what can be read.
 * Yields after each file: a contact may have sent thousands.
 */
const readSizes = function* (
  folder: string,
  blobs: string,
): Generator<undefined, { readonly all: Size; readonly attachments: Size }, void> {
  const sizes = { all: { count: 0, bytes: 0 }, attachments: { count: 0, bytes: 0 } }
  const folders = [folder]
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    const isOfBlobs = at === blobs || at.startsWith(`${blobs}${sep}`)
    for (const one of listed(at)) {
      yield
      const path = join(at, one.name)
      if (one.isDirectory()) folders.push(path)
      if (!one.isFile()) continue
      // It may have been removed meanwhile.
      const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
      for (const size of [sizes.all, ...(isOfBlobs ? [sizes.attachments] : [])]) {
        size.count += 1
        size.bytes += bytes
      }
    }
  }
  return sizes
}

/**
 * Counts the content of an open vault. Reads only. Yields.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const readInventory = function* (
  { store, folder }: Pick<Session, 'store' | 'folder'>,
  credentials: readonly VaultCredential[],
): Generator<undefined, Inventory, void> {
  const { all, attachments } = yield* readSizes(folder, vaultPaths(folder).blobs)
  const handedOver = yield* store.journal.readCount('record.handed-over')
  yield* store.sources.readKnown()
  yield* store.overview.readCounts(null)
  const records = store.backups.records()
  const count = (kind: keyof Inventory['records']): number => records[kind] ?? 0
  const credentialsOf = (kind: VaultCredential['kind']): number =>
    credentials.filter((credential) => credential.kind === kind).length
  const [last] = store.backups.list()
  return {
    records: {
      case: count('case'),
      source: count('source'),
      report: count('report'),
      claim: count('claim'),
      attribution: count('attribution'),
      publication: count('publication'),
    },
    drafts: store.overview.counts(null).drafts,
    attachments,
    identities: [...store.sources.known().values()].filter(({ kind }) => kind === 'protected')
      .length,
    hasIdentityKey: readOwnIdentityKey(store) !== null,
    contacts: store.contacts.list().length,
    setAside: store.contacts.setAside().length,
    // Lines are numbered from 1 on and never deleted.
    journalLines: store.journal.tail().seq,
    bytes: all.bytes,
    opens: {
      passphrases: credentialsOf('passphrase'),
      recoveryCodes: credentialsOf('recovery'),
    },
    handedOver,
    lastBackup: last?.day ?? null,
  }
}
