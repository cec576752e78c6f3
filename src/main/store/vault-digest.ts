import { canonicalJson } from '../../shared/canonical.ts'
import type { Canonical } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import type { JournalLine } from '../../shared/records.ts'
import type { Batch, Context } from './context.ts'
import { append, hex, lastOf, sameBytes } from './context.ts'
import * as rows from './vault-rows.ts'

/** The journal's subject for everything outside records: settings, keys, exports and imports. */
export const vaultSubject = 'vault'

/** Rows of later versions are in the form only where any exist, so that older digests still match. */
const later = (
  parts: Readonly<Record<string, readonly Canonical[]>>,
): { [key: string]: Canonical } =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part.length > 0))

/** docs/FORMAT-RECORDS.md, "The digest of the vault". */
const vaultDigest = (context: Context): Uint8Array => {
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
      notices: rows.noticeNames(context),
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

export const verifyVaultState = (context: Context): boolean =>
  sameBytes(vaultDigest(context), lastOf(context, vaultSubject).digest)

/**
 * @throws Failure `tampered` when settings, keys, exports or imports do not match the last digest.
 */
export const verifyVault = (context: Context): void => {
  if (!verifyVaultState(context)) throw new Failure('tampered')
}

/** Writes the journal line for the vault's current state: the last step of a write to it. */
export const journalVault = (context: Context, batch: Batch, kind: JournalLine['kind']): void =>
  append(context, batch, {
    kind,
    subject_kind: 'vault',
    subject: vaultSubject,
    digest: vaultDigest(context),
  })

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
  work: (batch: Batch) => T,
): T =>
  context.write((batch) => {
    verifyVault(context)
    const result = work(batch)
    journalVault(context, batch, kind)
    return result
  })
