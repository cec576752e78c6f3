import { Failure } from '../../../shared/failure.ts'
import type { BackupManifest } from '../../exchange/backup-manifest.ts'
import { hex } from '../../exchange/revision.ts'
import type { Store } from '../../store/store.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { verifyStore } from '../verify/verify.ts'

type Pair = { readonly expected: number; readonly found: number }

/** The content of a backup compared with its own manifest. */
export type ContentCheck = {
  readonly records: Pair
  readonly revisions: Pair
  readonly journalLines: Pair
  /** Files that the database has a key for, and those of them in the backup. */
  readonly attachments: Pair
  /** Files that do not open, or do not match their entry in the database. */
  readonly brokenAttachments: number
  /** The faults that `Verify vault` finds, and whether the search index is correct. */
  readonly faults: number
  readonly searchIndexHolds: boolean
  readonly held: boolean
}

type ContentCounts = Readonly<Record<string, number>>

const sum = (counts: ContentCounts): number => Object.values(counts).reduce((all, n) => all + n, 0)

const same = (a: ContentCounts, b: ContentCounts): boolean =>
  Object.keys({ ...a, ...b }).every((kind) => a[kind] === b[kind])

/**
 * Counts and verifies the database of a backup, as `Verify vault` does.
 *
 * @param broken how many attached files in it do not open.
 * @throws Failure 'bad-signature' if another key than this database's author signed the manifest;
 *   'damaged' if it can't be read; 'cancelled'.
 */
export const checkContent = async (
  store: Store,
  { author, counts, tail, blobs }: BackupManifest,
  broken: number,
  ports: TaskPorts,
): Promise<ContentCheck> => {
  const { publicKey, secretKey } = store.keyring.get('author')
  secretKey.fill(0)
  if (hex(publicKey) !== author) throw new Failure('bad-signature')
  const found = store.backups.facts()
  const { faults, searchIndexHolds } = await verifyStore(store, ports)
  const inside = new Set(blobs.map(({ name }) => name))
  const named = store.blobs.ids()
  const attachments = {
    expected: named.length,
    found: named.filter((name) => inside.has(name)).length,
  }
  const held =
    attachments.found === attachments.expected &&
    broken === 0 &&
    same(counts.records, found.records) &&
    same(counts.revisions, found.revisions) &&
    same(counts.journal, found.journal) &&
    tail.seq === found.tail.seq &&
    tail.hash === hex(found.tail.hash) &&
    faults.length === 0 &&
    searchIndexHolds
  const pair = (of: 'records' | 'revisions' | 'journal'): Pair => ({
    expected: sum(counts[of]),
    found: sum(found[of]),
  })
  return {
    records: pair('records'),
    revisions: pair('revisions'),
    journalLines: pair('journal'),
    attachments,
    brokenAttachments: broken,
    faults: faults.length,
    searchIndexHolds,
    held,
  }
}
