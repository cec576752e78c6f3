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
import {
  cosignFile,
  assertSecondReader,
  assertReviewerUnchanged,
  signerOf,
} from '../reviewers/cosigner.ts'
import { readVaultId } from '../files/header-file.ts'
import { vaultPaths } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { countBroken } from '../attachments/blob-check.ts'
import { attachedBlobs, blobPath } from './blob-files.ts'
import { makeScratch } from './scratch.ts'

/** A key that lies in the vault alone opens no backup of a vault that is gone. */
const refuseOwn = ({ age }: Session, recipients: readonly string[]): void => {
  const own: readonly string[] = [age.hybrid.recipient, age.classic.recipient]
  if (recipients.every((recipient) => own.includes(recipient))) {
    throw new Failure('invalid', { fields: ['target.recipients'] })
  }
}

/** The one thing that is let pass: that everything goes, to keys of somebody else. */
const fullCopy = 'full-copy'

/**
 * Why a full copy goes to keys that are not this vault's; null: it goes to a passphrase. No review
 * looks into it: sources that took back their word are in it, and embargoes.
 *
 * @throws Failure 'withheld' without a reason; 'cosign-needed' when four eyes are on and nobody signs.
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

/** Snapshot, facts and list of attachments belong together: nothing else runs between them. */
const takeSnapshot = (
  { store }: Session,
  { paths, database, key }: { paths: VaultPaths; database: string; key: Secret },
) => {
  // What was removed must not come back out of a backup.
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
    vault: readVaultId(input.paths),
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
 * Writes the whole vault into one signed, encrypted file, and notes that it was made. Removed
 * records are erased first. The file appears only when it was read back whole. Not to be run twice
 * at once, nor beside a test of a backup.
 *
 * @throws Failure 'damaged' when an attached file is missing, 'broken-attachment' when one does not
 * open and nobody said that it is to be made all the same, 'read-only', 'invalid' (also for nobody but this vault's own key),
 * 'mixed-recipients', 'revoked', 'unverified', 'storage', 'cancelled'; 'withheld', 'cosign-needed',
 * 'wrong-passphrase' and 'conflict' where it goes to keys of somebody else. Nothing stays then;
 * after 'in-doubt' the file does, and may be the one that is recorded.
 */
export const makeBackup = async (
  session: Session,
  input: Parsed<'backups.make'>,
  { signal, progress }: TaskPorts,
): Promise<Out<'backups.make'>> => {
  if (session.mode === 'rescue') throw new Failure('read-only')
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
  // Opens the snapshot and nothing else: what is written in this vault later has another key.
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
      // Somebody may have been revoked, or have sent a card with other keys.
      refuse()
      // Four eyes may have come into force, and who signed may be no compared reader any more.
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
      // It may have been recorded: then it is the backup that the vault knows of.
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
