import { randomBytes } from 'node:crypto'
import { utf8 } from '../../../crypto/bytes.ts'
import { plainDigest } from '../../../crypto/digest.ts'
import { fingerprint } from '../../../crypto/fingerprint.ts'
import { Secret } from '../../../crypto/secret.ts'
import { sign } from '../../../crypto/sign.ts'
import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure, isInDoubt } from '../../../shared/failure.ts'
import { createAgeFile } from '../../exchange/age-file.ts'
import { backupManifestBytes } from '../../exchange/backup-manifest.ts'
import type { BackupManifest } from '../../exchange/backup-manifest.ts'
import { measureFile, writeBackup } from '../../exchange/backup-write.ts'
import { listedRecipients } from '../../exchange/build-export.ts'
import { passphraseMarker } from '../../exchange/manifest.ts'
import { createPace } from '../../exchange/pace.ts'
import type { Pace } from '../../exchange/pace.ts'
import { hex } from '../../exchange/revision.ts'
import { assertRecipients } from '../contacts/recipients.ts'
import { settleEarlierImport } from '../exchange/apply-import.ts'
import { eraseAllHidden } from '../exchange/hand-over.ts'
import {
  cosignFile,
  assertSecondReader,
  assertReviewerUnchanged,
  signerOf,
} from '../reviewers/cosigner.ts'
import { vaultPaths } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { countBroken } from '../attachments/blob-check.ts'
import { attachedBlobs, blobPath } from './blob-files.ts'
import { makeScratch } from '../files/scratch.ts'

/** A key that exists only in the vault can't open the backup once the vault is lost. */
const refuseOwn = ({ age }: Session, recipients: readonly string[]): void => {
  const own: readonly string[] = [age.hybrid.recipient, age.classic.recipient]
  if (recipients.every((recipient) => own.includes(recipient))) {
    throw new Failure('invalid', { fields: ['target.recipients'] })
  }
}

/** The only item that can be overridden: a full copy goes to another person's keys. */
const fullCopy = 'full-copy'

/**
 * The reason for a full copy to keys that are not this vault's; null for a passphrase. There is no
 * export review: the copy includes sources that withdrew consent, and embargoes.
 *
 * @throws Failure 'withheld' without a reason; 'cosign-needed' if four eyes are on and no second
 *   reader signs.
 */
const reasonFor = (session: Session, input: Parsed<'backups.make'>): string | null => {
  if (input.target.kind === 'passphrase') return null
  const reason = input.reason ?? null
  if (reason === null) throw new Failure('withheld', { fields: [fullCopy] })
  assertSecondReader(session, input.cosign ?? null)
  return reason
}

const shortName = (recipient: string): string =>
  recipient === passphraseMarker ? recipient : fingerprint(utf8(recipient))

const digits = (key: Secret): Uint8Array => {
  const text = new Uint8Array(key.bytes.length * 2)
  const digit = (value: number): number => value + (value < 10 ? 48 : 87)
  for (const [i, byte] of key.bytes.entries()) {
    text[2 * i] = digit(byte >> 4)
    text[2 * i + 1] = digit(byte & 15)
  }
  return text
}

/** Parts of an import may hold records that were erased meanwhile. */
const refuseUnfinished = ({ store }: Session): void => {
  if (store.importParts.isPending()) throw new Failure('import-unfinished')
}

/** Snapshot, facts and attachment list must be consistent: nothing else runs between them. */
const takeSnapshot = (
  session: Session,
  { paths, database, key }: { paths: VaultPaths; database: string; key: Secret },
) => {
  refuseUnfinished(session)
  const { store } = session
  // A restored backup must not bring back deleted records: these are the last of them.
  store.records.purgeRemoved()
  const names = attachedBlobs(store, paths)
  store.backups.snapshot(database, key.bytes)
  return { facts: store.backups.facts(), names }
}

const describe = async (
  session: Session,
  input: { paths: VaultPaths; database: string; key: Secret; keyText: Uint8Array },
  pace: Pace,
): Promise<BackupManifest> => {
  refuseUnfinished(session)
  await eraseAllHidden(session)
  await pace(0, 0)
  const { facts, names } = takeSnapshot(session, input)
  const breathe = (): Promise<void> => pace(0, 0)
  const database = await measureFile(input.database, breathe)
  const blobs: BackupManifest['blobs'] = []
  for (const name of names) {
    blobs.push({ name, ...(await measureFile(blobPath(input.paths, name), breathe)) })
  }
  const { schema, records, revisions, journal, tail } = facts
  return {
    format: 'understory-backup',
    version: 1,
    backupId: randomBytes(16).toString('hex'),
    author: session.author,
    vault: session.vaultId,
    day: session.today(),
    schema,
    counts: { records, revisions, journal },
    tail: { seq: tail.seq, hash: hex(tail.hash) },
    key: hex(plainDigest(input.keyText)),
    database,
    blobs,
  }
}

/**
 * Writes the whole vault into one signed, encrypted file and records the backup. Deleted records
 * are erased first. The file appears only after it was read back completely. Must not run
 * concurrently, nor during a test of a backup or a hand-over, which deletes attached files.
 *
 * @throws Failure 'damaged' if an attached file is missing, 'broken-attachment' if one does not
 *   open and the user did not confirm the backup, 'import-unfinished' while an import stages its
 *   parts or if one cannot be applied completely, 'read-only', 'invalid' (also if this vault's own
 *   keys are the only recipients), 'mixed-recipients', 'revoked', 'unverified', 'storage',
 *   'cancelled'; 'withheld', 'cosign-needed', 'wrong-passphrase' and 'conflict' for another
 *   person's keys. No file is left then; after 'in-doubt' the file is kept, and may be the recorded
 *   one.
 */
export const makeBackup = async (
  session: Session,
  input: Parsed<'backups.make'>,
  { signal, progress }: TaskPorts,
): Promise<Out<'backups.make'>> => {
  if (session.mode === 'rescue') throw new Failure('read-only')
  // It may have waited for a hand-over.
  if (signal.aborted) throw new Failure('cancelled')
  await settleEarlierImport(session)
  const { store, signing, workers } = session
  const folder = session.files.path(input.folder)
  const recipients = listedRecipients(input.target)
  refuseOwn(session, recipients)
  const refuse = (): void => assertRecipients(session, input.target, input.unverified === true)
  refuse()
  const reason = reasonFor(session, input)
  const given = reason === null ? null : (input.cosign ?? null)
  if (given !== null) signerOf(session, given)
  const paths = vaultPaths(session.folder)
  const scratch = makeScratch(paths)
  // Opens only the snapshot: later writes in this vault use another key.
  const key = Secret.random()
  const keyText = digits(key)
  try {
    progress(0, 0)
    const { database } = scratch
    const pace = createPace(signal, progress)
    const manifest = await describe(session, { paths, database, key, keyText }, pace)
    const names = manifest.blobs.map(({ name }) => name)
    const brokenAttachments = await countBroken(store.blobs, paths.blobs, names, () => pace(0, 0))
    if (brokenAttachments > 0 && input.evenBroken !== true) throw new Failure('broken-attachment')
    const bytes = backupManifestBytes(manifest)
    const signature = sign('backup', bytes, signing.secretKey)
    const { day, backupId } = manifest
    const digest = hex(plainDigest(bytes))
    const cosignature =
      given === null
        ? null
        : await cosignFile(session, given, {
            what: 'backup',
            subject: backupId,
            day,
            files: [{ name: 'manifest', digest: `blake2b-256:${digest}` }],
            overrides: [{ item: fullCopy, subject: null, reason: reason ?? '' }],
          })
    const sink = await createAgeFile({ folder, day }, input.target, {
      worker: workers.age,
      signal,
    })
    try {
      const blob = (name: string): string => blobPath(paths, name)
      await writeBackup(sink, { manifest, signature, key: keyText, database, blob }, pace)
    } catch (cause) {
      await sink.abort()
      throw cause
    }
    progress(0, 0)
    const file = await sink.finish()
    try {
      if (signal.aborted) throw new Failure('cancelled')
      // A recipient may have been revoked, or have sent a card with other keys.
      refuse()
      // Four eyes may have been turned on, and the second reader may no longer be verified.
      reasonFor(session, input)
      if (given !== null) assertReviewerUnchanged(session, given)
      file.appear()
      const to = recipients.map(shortName)
      store.together(() => {
        if (cosignature !== null) store.journal.noteCosigned(null, cosignature)
        store.backups.record(
          { backupId, day, bytes: file.bytes, digest, to },
          reason === null ? [] : [{ subject: null, reason: `${reason} (${to.join(', ')})` }],
        )
      })
    } catch (cause) {
      // If in doubt, keep the file: the vault may have recorded it as its backup.
      if (!isInDoubt(cause)) file.remove()
      throw cause
    }
    session.emit({ kind: 'changed' })
    return { fileName: file.name, bytes: file.bytes, brokenAttachments }
  } finally {
    scratch.remove()
    key.wipe()
    keyText.fill(0)
  }
}
