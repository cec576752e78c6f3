import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Inventory } from '../../../shared/wipe-contract.ts'
import { vaultPaths } from '../files/paths.ts'
import type { VaultCredential } from '../storage/header-file.ts'
import { readOwnIdentityKey } from '../sealed-identities/identity-keys.ts'
import type { Session } from '../session/session.ts'

/** Number and total bytes of all files under a folder; zero if it can't be read. */
const sizeOf = (folder: string): { readonly count: number; readonly bytes: number } => {
  const all = { count: 0, bytes: 0 }
  try {
    for (const one of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (!one.isFile()) continue
      all.count += 1
      all.bytes += statSync(join(one.parentPath, one.name)).size
    }
  } catch {
    // No such folder: it was never used.
  }
  return all
}

/**
 * Counts the content of an open vault. Reads only.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const takeInventory = (
  { store, folder }: Pick<Session, 'store' | 'folder'>,
  credentials: readonly VaultCredential[],
): Inventory => {
  const paths = vaultPaths(folder)
  const { records, journal } = store.backups.facts()
  const count = (kind: keyof Inventory['records']): number => records[kind] ?? 0
  const credentialsOf = (kind: VaultCredential['kind']): number =>
    credentials.filter((credential) => credential.kind === kind).length
  const reports = (state: 'draft' | 'filed' | 'revising'): number =>
    store.reports.list({ caseId: null, sourceId: null, state, cursor: null, limit: 1 }).total
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
    drafts: reports('draft') + reports('revising'),
    attachments: sizeOf(paths.blobs),
    identities: store.sources.list().filter(({ content }) => content.kind === 'protected').length,
    hasIdentityKey: readOwnIdentityKey(store) !== null,
    contacts: store.contacts.list().length,
    setAside: store.contacts.setAside().length,
    journalLines: Object.values(journal).reduce((sum, lines) => sum + lines, 0),
    bytes: sizeOf(folder).bytes,
    opens: {
      passphrases: credentialsOf('passphrase'),
      recoveryCodes: credentialsOf('recovery'),
    },
    handedOver: journal['record.handed-over'] ?? 0,
    lastBackup: last?.day ?? null,
  }
}
