import { join } from 'node:path'
import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure, isInDoubt } from '../../../shared/failure.ts'
import type { RecordId, StateDigest } from '../../../shared/ids.ts'
import { poolLimitsOf } from '../../../shared/pools.ts'
import { createAgeFile } from '../../exchange/age-file.ts'
import type { Addressed } from '../../exchange/age-format.ts'
import {
  buildExport,
  estimateBytes,
  listedRecipients,
  recipientsKey,
} from '../../exchange/build-export.ts'
import { gather } from '../../exchange/gather.ts'
import type { RecordChoice, Gathered } from '../../exchange/gather.ts'
import { isAboutRecord } from '../../exchange/manifest.ts'
import { createPace } from '../../exchange/pace.ts'
import { assertCurrent } from '../session/based-on.ts'
import { keepOwnCard, ownCard } from '../contacts/own-card.ts'
import { reachedContacts, assertRecipients } from '../contacts/recipients.ts'
import { escrowFor } from '../escrow/carry.ts'
import { queueWithdrawals } from '../custody/advisories.ts'
import { exportMetadata, metadataOf } from './export-metadata.ts'
import { pruneDelivered } from '../custody/pending-advisories.ts'
import { shortName } from '../custody/readers.ts'
import { attachedBytes } from '../attachments/attached.ts'
import { exportDigest, reviewExport } from '../review/export-review.ts'
import type { ExportReview } from '../review/export-review.ts'
import {
  cosignFile,
  assertSecondReader,
  assertReviewerUnchanged,
  signedOverrides,
  signerOf,
} from '../reviewers/cosigner.ts'
import type { LintPort } from '../lint/lint-port.ts'
import { overridesOf } from '../review/overrides.ts'
import { writeAndVerify } from './write-and-verify.ts'
import { decisionsOf, overriddenOf, assertNoBlockers } from '../review/review-items.ts'
import { orNull } from '../session/or-null.ts'
import type { Session } from '../session/session.ts'
import type { Store } from '../../store/types.ts'
import { guardNames } from '../review/names-guard.ts'
import type { TaskPorts } from '../session/tasks.ts'

type Summary = Out<'exports.prepare'>

/** An export as its review found it. */
export type Reviewed = Omit<ExportReview, 'held'> & {
  readonly gathered: Gathered
  /** Reports that something stands against and that therefore stay here. */
  readonly keptBack: number
}

const summaryOf = (
  { gathered: { reports, cases, sources, draftsLeftOut }, items, keptBack }: Reviewed,
  bytes: number,
  basedOn: StateDigest,
): Summary => ({ basedOn, reports, cases, sources, draftsLeftOut, bytes, items, keptBack })

/** Gathers a choice and looks it over; nothing is written. @throws Failure as `gather`. */
export const gatherReviewed = async (
  session: Session,
  {
    choice,
    recipients,
    keepBack,
    leftOut = [],
    overrides,
    purpose,
  }: Omit<Parsed<'exports.prepare'>, 'task'>,
  { signal, progress }: TaskPorts,
  check: LintPort = session.lint.review,
): Promise<Reviewed> => {
  const { store } = session
  const settings = session.settings()
  const grounds = {
    store,
    us: session.author,
    days: session.days(),
    pools: poolLimitsOf(settings),
    check,
    identity: session.identity,
    purpose: { text: purpose, language: settings.language },
    decided: decisionsOf(overrides),
    reached: reachedContacts(session, recipients ?? []),
  }
  // Reading is quick beside the checks, so the checks alone count as progress.
  const reading = createPace(signal, () => progress(0, 0))
  const checking = createPace(signal, progress)
  const own = ownCard(session)
  const without = (ids: readonly string[]): RecordChoice => {
    const chosen = choice.kind === 'case' ? store.reports.ofCase(choice.caseId) : choice.reportIds
    const stays = new Set(ids)
    return { kind: 'reports', reportIds: chosen.filter((id) => !stays.has(id)) }
  }
  const wanted = leftOut.length === 0 ? choice : without(leftOut)
  const all = await gather(wanted, store, own, reading)
  const { held, ...review } = await reviewExport(all, grounds, checking)
  if (keepBack !== true || held.length === 0) return { ...review, gathered: all, keptBack: 0 }
  const gathered = await gather(without([...leftOut, ...held]), store, own, reading)
  const { items, heads, stillHolds } = await reviewExport(gathered, grounds, checking)
  return { gathered, items, heads, stillHolds, keptBack: held.length }
}

/**
 * What an export of this choice would hold, about how big it would be, and what stands against it.
 *
 * @param look sees what was gathered.
 */
export const prepareExport = async (
  session: Session,
  input: Parsed<'exports.prepare'>,
  ports: TaskPorts,
  look: (gathered: Gathered) => void,
): Promise<Summary> => {
  const reviewed = await gatherReviewed(session, input, ports)
  look(reviewed.gathered)
  return estimatedSize(session, reviewed, input)
}

/**
 * What a reviewed export would hold, and how big a file to these would be.
 *
 * @throws Failure 'invalid', 'mixed-recipients' for the recipients; 'tampered'.
 */
export const estimatedSize = (
  session: Session,
  reviewed: Reviewed,
  { recipients: keys = null, purpose }: Pick<Parsed<'exports.prepare'>, 'recipients' | 'purpose'>,
): Summary => {
  const { gathered } = reviewed
  const target: Addressed =
    keys === null ? { kind: 'passphrase' } : { kind: 'keys', recipients: keys }
  const recipients = listedRecipients(target)
  const previous = session.store.exchange.lastExport(recipientsKey(recipients))
  const companions = metadataOf(exportMetadata(session, target, gathered))
  const told = { recipients, previous, day: session.today(), purpose }
  return summaryOf(
    reviewed,
    estimateBytes(gathered, companions, told),
    exportDigest(reviewed, listedRecipients(target), escrowFor(session, target)),
  )
}

/**
 * Writes one signed, encrypted file and records it, with what was let pass and why, in one
 * transaction. The file appears only when it is whole, and goes away again when it cannot be
 * recorded; the next one to the same recipients then begins a new sequence, since it may have left. Not to be run twice at once: two exports to the same recipients would take the same
 * number.
 *
 * @throws Failure 'read-only', 'invalid' (also when nothing in the choice was ever filed),
 * 'mixed-recipients', 'too-big', 'not-found', 'tampered', 'storage', 'cancelled';
 * 'withheld' when something of the review is open, 'cosign-needed' when something was let pass and
 * four eyes are on, 'unverified' and 'revoked' of the recipients, 'unverified' (with the field
 * `cosign.reviewer`) and 'wrong-passphrase' of the second reader, 'conflict' when a record, or the
 * protected names that are known, changed meanwhile, or the review is not the one decided on.
 */
export const runExport = async (
  session: Session,
  input: Parsed<'exports.write'>,
  ports: TaskPorts,
): Promise<Out<'exports.write'>> => {
  return (await writeExport(session, input, ports, () => undefined)).out
}

/** Is this the id of a source that is here, removed or not? A report or claim may name any record. */
const isSource = ({ records }: Store, id: RecordId): boolean =>
  orNull(() => records.examine(id))?.record.kind === 'source'

/** An export that was written and recorded. */
export type WrittenExport = {
  readonly out: Out<'exports.write'>
  /** What the file carries. */
  readonly gathered: Gathered
  readonly path: string
  /** SHA-256 of what was written, in hex. */
  readonly digest: string
}

/**
 * As `runExport`, and tells what the file carries.
 *
 * @param look sees what was gathered before anything is written; what it throws ends the export.
 */
export const writeExport = async (
  session: Session,
  input: Parsed<'exports.write'>,
  ports: TaskPorts,
  look: (gathered: Gathered) => void,
): Promise<WrittenExport> => {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const { store, author, signing } = session
  const { signal, progress } = ports
  const folder = session.files.path(input.folder)
  const { target } = input
  const recipients = [...listedRecipients(target)]
  assertRecipients(session, target, input.unverified === true)
  const given = input.cosign ?? null
  if (given !== null) signerOf(session, given)
  const pair = recipientsKey(recipients)
  const day = session.today()
  const names = guardNames(session.identity.names, session.lint.review)
  const reviewed = await gatherReviewed(session, { ...input, recipients }, ports, names.check)
  const { gathered, items } = reviewed
  if (gathered.revisions.length === 0) throw new Failure('invalid', { fields: ['choice'] })
  look(gathered)
  assertNoBlockers(items)
  const basedOn = exportDigest(reviewed, listedRecipients(target), escrowFor(session, target))
  assertCurrent(input.basedOn, basedOn)
  const overridden = overriddenOf(items)
  if (overridden.length > 0) assertSecondReader(session, given)
  const { purpose } = input
  const previous = store.exchange.lastExport(pair)
  // One whose day has come since it was written down.
  for (const { id } of store.sources.list()) queueWithdrawals(session, id)
  const beside = exportMetadata(session, target, gathered)
  const { notices, escrow } = beside
  const built = buildExport({
    gathered,
    companions: metadataOf(beside),
    recipients,
    previous,
    day,
    purpose,
    author,
    signing,
    openFile: (digest) => attachedBytes(session, digest),
  })
  const { exportId, sequence, seq, objects } = built.manifest
  const cosignature =
    given === null
      ? null
      : await cosignFile(session, given, {
          what: 'export',
          subject: exportId,
          day,
          files: [{ name: 'manifest', digest: `blake2b-256:${built.hash}` }],
          overrides: signedOverrides(overridden),
        })
  progress(0, 0)
  const place = { worker: session.workers.age, signal }
  const sink = await createAgeFile({ folder, day }, target, place)
  const file = await writeAndVerify(built, store.revisions, sink, ports)
  let isOut = false
  try {
    // From here on nothing waits. Consent may have been taken back while the file was made.
    if (!reviewed.stillHolds()) throw new Failure('conflict')
    // A key that closed on the way left later texts without its names.
    if (!names.areTheSame()) throw new Failure('conflict')
    // Four eyes may have come into force, and who signed may be no compared reader any more.
    if (overridden.length > 0) assertSecondReader(session, given)
    if (given !== null) assertReviewerUnchanged(session, given)
    // Somebody may have been revoked, or have sent a card with other keys.
    assertRecipients(session, target, input.unverified === true)
    // Another recovery code, or a desk that is none any more.
    if (escrowFor(session, target)?.slot !== escrow?.slot) throw new Failure('conflict')
    const entry = {
      exportId,
      day,
      reports: gathered.reports,
      to: recipients.map(shortName),
      bytes: file.bytes,
      purpose,
      pair,
      sequence,
      seq,
      hash: built.hash,
    }
    // What a source told leaves also where its own record stays: who receives it is owed its word.
    const told = [...beside.told]
      .map((id) => id as string as RecordId)
      .filter((id) => isSource(store, id))
    const subjects = new Set([
      ...[...objects].flatMap((object) =>
        isAboutRecord(object) && object.kind !== 'notice' ? [object.subject] : [],
      ),
      ...told,
    ])
    const passed = overridesOf(
      items,
      decisionsOf(input.overrides),
      (subject) => store.revisions.heads(subject) !== null,
    )
    // Whatever fails from here on, the next file to them begins a sequence: this one may be out, on a
    // medium that is gone or came back from a loss of power, and its number was used up with it.
    store.exchange.begin(pair)
    store.together(() => {
      for (const card of gathered.cards) if (card.author === author) keepOwnCard(session, card)
      if (cosignature !== null) store.journal.noteCosigned(null, cosignature)
      store.exchange.recordExport(entry, [...subjects], passed)
      if (escrow !== null) store.escrows.noteCarried(escrow.escrow.serial)
      // Nobody knows who has a passphrase: such a file says everything again.
      if (target.kind !== 'passphrase') {
        store.notices.noteSent(
          notices.map(({ id }) => id),
          pair,
        )
        pruneDelivered(session)
      }
      // Last, so that hardly anything can go wrong once it is out.
      file.appear()
      isOut = true
    })
  } catch (cause) {
    // What is out may have been recorded.
    if (!isOut || !isInDoubt(cause)) file.remove()
    throw cause
  }
  return {
    out: { summary: summaryOf(reviewed, file.bytes, basedOn), fileName: file.name, exportId },
    gathered,
    path: join(folder, file.name),
    digest: file.digest,
  }
}
