import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure, isInDoubt } from '../../../shared/failure.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import { openAgeFile } from '../../exchange/age-file.ts'
import type { OpenedAgeFile } from '../../exchange/age-file.ts'
import type { SealedFile } from '../../exchange/blob-cipher.ts'
import { passphraseMarker } from '../../exchange/manifest.ts'
import { createPace } from '../../exchange/pace.ts'
import { plan } from '../../exchange/plan.ts'
import { verifyBundle } from '../../exchange/verify-bundle.ts'
import type { VerifiedBundle } from '../../exchange/verify-bundle.ts'
import { takeFiles } from '../attachments/take-files.ts'
import { newAdvisories } from '../custody/advisories.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { carriesFiles, chosenOf, missingFiles } from './chosen-records.ts'
import { previewOf } from './import-preview.ts'
import { noFiles, refuseStranger, takeImport } from './take-import.ts'
import type { Committed } from './take-import.ts'

export type Previewed = Waiting & { readonly preview: Out<'imports.preview'> }

/** The part of a preview that a commit needs; the displayed details of each record are released. */
export type Waiting = {
  readonly bundle: VerifiedBundle
  readonly preview: Pick<Out<'imports.preview'>, 'exportId' | 'isSetAside'>
  /** Reopens the same file, for content that was not kept in memory. */
  readonly reopen: Reopen
}

/** Drops the displayed details. */
export const waitingOf = ({ bundle, reopen, preview }: Previewed): Waiting => {
  const { exportId, isSetAside } = preview
  return { bundle, reopen, preview: { exportId, isSetAside } }
}

type Reopen = (signal: AbortSignal) => Promise<OpenedAgeFile>

/**
 * A separate function, since the result outlives the preview: a closure keeps everything alive that
 * its sibling closures capture.
 */
const reopening =
  (
    { age, workers }: Pick<Session, 'age' | 'workers'>,
    { path, sealed, passphrase }: ImportFile,
  ): Reopen =>
  (signal) => {
    const identities = [age.hybrid.identity, age.classic.identity]
    const place = { worker: workers.age, signal, maxBytes: limits.bundleBytes }
    return openAgeFile(path, { identities, passphrase }, place, sealed())
  }

/** The file to import, and for a quarantined one, how to open its outer encryption. */
type ImportFile = {
  readonly path: string
  readonly sealed: () => SealedFile | null
  readonly passphrase: string | null
}

/**
 * Decrypts a file in constant memory, validates it completely and reports what a commit would do.
 * Writes nothing, whatever the file contains.
 *
 * @throws Failure 'too-big', 'truncated', 'malformed', 'kdf-bounds', 'not-for-us' (field
 *   `passphrase` if the file needs one), 'unsupported', 'bad-signature', 'wrong-recipients',
 *   'too-many-versions', 'rolled-back', 'storage', 'cancelled'.
 */
export const previewImport = async (
  session: Session,
  file: ImportFile & {
    /** Whether the file was in quarantine. */
    readonly isSetAside: boolean
  },
  { signal, progress }: TaskPorts,
): Promise<Previewed> => {
  const { store, age } = session
  const { isSetAside } = file
  const own = [age.hybrid, age.classic]
  const reopen = reopening(session, file)
  progress(0, 0)
  const { by, chunks, bytes, read } = await reopen(signal)
  const openedAs = by === 'passphrase' ? passphraseMarker : (own[by]?.recipient ?? '')
  const reading = createPace(signal, () => progress(read(), bytes))
  const bundle = await verifyBundle(chunks, openedAs, reading)
  const pace = createPace(signal, progress)
  const items = await plan(bundle, store, pace)
  const notices = newAdvisories(session, bundle.notices)
  const preview = await previewOf(session, bundle, isSetAside, items, notices, pace)
  return { bundle, preview, reopen }
}

/** Repeats the preview of a file that was already read. @throws Failure as `previewImport`. */
export const previewAgain = async (
  session: Session,
  { bundle, preview: { isSetAside } }: Waiting,
): Promise<Out<'imports.preview'>> => {
  const pace = createPace(new AbortController().signal, () => undefined)
  const items = await plan(bundle, session.store, pace)
  const notices = newAdvisories(session, bundle.notices)
  return previewOf(session, bundle, isSetAside, items, notices, pace)
}

/**
 * Imports the chosen records of a previewed file, and the records that they need: first the
 * attached files, which takes a second read of the file, then everything else, as a whole or not at
 * all. The position of the file in its sequence is recorded even if no record is imported, so that a
 * second history is detected later. The plan is computed again and must equal the one that was
 * decided on.
 *
 * @param basedOn of the preview that was decided on.
 * @param choice null: everything that is not refused.
 * @throws Failure 'unknown-sender' for a file from no contact or a revoked one; 'read-only',
 *   'rolled-back', 'storage'; 'invalid' for a record that is not in the file; the errors of opening
 *   the file, if it is missing or replaced; 'conflict' if other attached files are needed than at
 *   the start, or the preview would differ by now; 'cancelled'. Nothing is imported then.
 *   'import-unfinished' if a lock came or the disk failed once the import was decided: it is
 *   imported, and applied completely later. A cancel after the decision has no effect. After 'in-doubt' all or nothing is present
 *   at the next opening.
 */
export const commitImport = async (
  session: Session,
  { bundle, reopen, preview: { isSetAside } }: Waiting,
  { basedOn, take: choice }: Pick<Parsed<'imports.commit'>, 'basedOn' | 'take'>,
  ports: TaskPorts,
): Promise<Committed> => {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const { signal } = ports
  refuseStranger(session, bundle)
  const wanted = await neededFiles(session, bundle, choice, ports)
  const decision = { bundle, isSetAside, basedOn, choice }
  if (wanted.size === 0) return takeImport(session, decision, noFiles, ports)
  const taken = await takeFiles(session, bundle.hash, wanted, () => reopen(signal), ports)
  let outcome: 'keep' | 'drop' = 'drop'
  try {
    const onDecided = (): void => void (outcome = 'keep')
    return await takeImport(session, decision, { entries: taken.entries, onDecided }, ports)
  } catch (cause) {
    // The rows that name the files may be stored. If not, the next opening deletes the files.
    if (isInDoubt(cause)) outcome = 'keep'
    throw cause
  } finally {
    await taken.end(outcome)
  }
}

/** `missingFiles` at this moment; its plan is released before the next one is made. */
const neededFiles = async (
  session: Session,
  bundle: VerifiedBundle,
  choice: readonly RecordId[] | null,
  { signal, progress }: TaskPorts,
): Promise<ReadonlySet<string>> => {
  if (!carriesFiles(bundle)) return new Set()
  const pace = createPace(signal, progress)
  const items = await plan(bundle, session.store, pace)
  return missingFiles(session, bundle, chosenOf(items, choice), pace)
}
