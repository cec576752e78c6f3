import { canonicalJson } from '../../shared/canonical.ts'
import type { Canonical } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import type { JournalLine } from '../../shared/records.ts'
import type { Batch, Context } from './context.ts'
import { append, hex, lastOf, sameBytes } from './context.ts'
import { noticeSet } from './notice-set.ts'
import type { NoticeSet } from './notice-set.ts'
import * as rows from './vault-rows.ts'

/** The journal's subject for everything outside records: settings, keys, exports and imports. */
export const vaultSubject = 'vault'

/** Rows of later versions are in the form only where any exist, so that older digests still match. */
const later = (
  parts: Readonly<Record<string, readonly Canonical[]>>,
): { [key: string]: Canonical } =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part.length > 0))

/** The set of notices; nothing if it is empty. */
const summaryOf = ({ count, hash }: NoticeSet): Canonical[] =>
  count === 0 ? [] : [{ count, hash: hex(hash) }]

/**
 * docs/FORMAT-RECORDS.md, "The digest of the vault".
 *
 * @param notices the summary of their set, or their ids in a line from before schema 16.
 */
const vaultDigest = (context: Context, notices: readonly Canonical[]): Uint8Array => {
  const { salt, settings } = rows.vaultRow(context)
  const keyring = rows.keyringRows(context).map((entry) => {
    const secret = hex(context.digest.plain(entry.secret_key))
    entry.secret_key.fill(0)
    return { kind: entry.kind, publicKey: hex(entry.public_key), secretDigest: secret }
  })
  const decided = rows.decidedImport(context)
  const form = canonicalJson({
    settings,
    keyring,
    exports: rows.exportRows(context),
    imports: rows.importRows(context),
    openings: rows.reasonRows(context),
    ...later({
      keeping: rows.retentionRows(context),
      cards: rows.cardNames(context),
      contacts: rows.contactRows(context),
      quarantine: rows.quarantineRows(context),
      notices,
      backups: rows.backupRows(context),
      escrows: rows.ownEscrowRows(context),
      escrowsHeld: rows.heldEscrowRows(context),
      unfinished:
        decided === null
          ? []
          : [
              {
                applied: decided.applied,
                exportId: decided.entry.exportId,
                last: decided.last,
                sender: decided.entry.sender,
              },
            ],
    }),
  })
  return context.digest.record(salt, Buffer.from(form))
}

/**
 * Does the state match the last digest? The rows of notices are not compared with their set: see
 * `verifyNoticeSet`.
 */
export const verifyVaultState = (context: Context): boolean => {
  const set = noticeSet(context)
  if (set === null) return false
  const { seq, digest } = lastOf(context, vaultSubject)
  const notices = seq <= set.since ? rows.noticeNames(context) : summaryOf(set)
  return sameBytes(vaultDigest(context, notices), digest)
}

/**
 * @throws Failure `tampered` when settings, keys, exports or imports do not match the last digest.
 */
export const verifyVault = (context: Context): void => {
  if (!verifyVaultState(context)) throw new Failure('tampered')
}

declare const isVerified: unique symbol

/**
 * A transaction in which the vault's state matched its last line. Only such a transaction can write
 * a line of the vault: a line over an unverified state would make old pages valid for ever.
 */
export type VaultBatch = Batch & { readonly [isVerified]: true }

/**
 * Call before the first change of rows that the vault's digest covers: a change that has no line yet
 * is a mismatch too.
 *
 * @throws Failure `tampered`.
 */
export const verifiedBatch = (context: Context, batch: Batch): VaultBatch => {
  verifyVault(context)
  return batch as VaultBatch
}

const appendVaultLine = (context: Context, batch: Batch, kind: JournalLine['kind']): void => {
  const set = noticeSet(context)
  if (set === null) throw new Failure('tampered')
  append(context, batch, {
    kind,
    subject_kind: 'vault',
    subject: vaultSubject,
    digest: vaultDigest(context, summaryOf(set)),
  })
}

/**
 * Writes the journal line for the vault's current state: the last step of a write to it.
 *
 * @throws Failure `tampered` if the row of the set of notices is missing.
 */
export const journalVault = (
  context: Context,
  batch: VaultBatch,
  kind: JournalLine['kind'],
): void => appendVaultLine(context, batch, kind)

/** The first line, of a new vault: there is none to compare its state with. */
export const journalCreation = (context: Context, batch: Batch): void => {
  if (lastOf(context, vaultSubject).seq !== 0) throw new Failure('internal')
  appendVaultLine(context, batch, 'vault.created')
}

/** Reads rows that the vault's digest covers. @throws Failure `tampered`. */
export const readVault = <T>(context: Context, work: () => T): T =>
  context.read(() => {
    verifyVault(context)
    return work()
  })

/**
 * Changes rows that the vault's digest covers, under one line of the journal.
 *
 * @throws Failure `tampered`.
 */
export const writeVault = <T>(
  context: Context,
  kind: JournalLine['kind'],
  work: (batch: VaultBatch) => T,
): T =>
  context.write((unverified) => {
    const batch = verifiedBatch(context, unverified)
    const result = work(batch)
    journalVault(context, batch, kind)
    return result
  })
