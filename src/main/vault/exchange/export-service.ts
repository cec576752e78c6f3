import { canonicalJson } from '../../../shared/canonical.ts'
import { join } from 'node:path'
import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure, isInDoubt } from '../../../shared/failure.ts'
import type { RecordId, StateDigest, SourceId } from '../../../shared/ids.ts'
import { poolLimitsOf } from '../../../shared/pools.ts'
import { createAgeFile } from '../../exchange/age-file.ts'
import type { Addressed } from '../../exchange/age-format.ts'
import {
  buildExport,
  estimateBytes,
  listedRecipients,
  objectsOf,
  recipientsKey,
} from '../../exchange/build-export.ts'
import { gather } from '../../exchange/gather.ts'
import type { RecordChoice, Gathered } from '../../exchange/gather.ts'
import { isAboutRecord } from '../../exchange/manifest.ts'
import { createPace, runPaced } from '../../exchange/pace.ts'
import type { Pace } from '../../exchange/pace.ts'
import { assertCurrent } from '../session/based-on.ts'
import { keepOwnCard, ownCard } from '../contacts/own-card.ts'
import { reachedContacts, assertRecipients } from '../contacts/recipients.ts'
import { escrowFor } from '../escrow/carry.ts'
import { queueWithdrawals } from '../custody/advisories.ts'
import { pruneDelivered, pendingAdvisories } from '../custody/pending-advisories.ts'
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
import { overridesOf, decisionsOf, overriddenOf, assertNoBlockers } from '../review/review-items.ts'
import { orNull } from '../session/or-null.ts'
import type { Session } from '../session/session.ts'
import type { Store } from '../../store/store.ts'
import { guardNames } from '../review/names-guard.ts'
import type { TaskPorts } from '../session/tasks.ts'
import type { AgeSink, FinishedAgeFile } from '../../exchange/age-file.ts'
import { validateAsImport } from '../../exchange/validate-as-import.ts'
import type { BuiltExport, ExportMetadata } from '../../exchange/build-export.ts'
import type { CustodyChain } from '../../../shared/custody.ts'
import type { OwnEscrow } from '../../store/escrows.ts'
import type { StoredAdvisory } from '../../store/notices.ts'
import { chainsFor } from '../custody/chains.ts'

type Summary = Out<'exports.prepare'>

/** An export and its review. */
export type Reviewed = ExportReview & {
  readonly gathered: Gathered
  /** Number of withheld reports, which have a blocking item. */
  readonly keptBack: number
}

const summaryOf = (
  { gathered: { reports, cases, sources, draftsLeftOut }, items, held, keptBack }: Reviewed,
  bytes: number,
  basedOn: StateDigest,
): Summary => ({ basedOn, reports, cases, sources, draftsLeftOut, bytes, items, held, keptBack })

/** Gathers and reviews a choice without writing anything. @throws Failure as `gather`. */
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
  // Reading is fast compared with the checks, so only the checks report progress.
  const reading = createPace(signal, () => progress(0, 0))
  const checking = createPace(signal, progress)
  await runPaced(session.identity.readNames(), reading)
  const own = ownCard(session)
  const without = (ids: readonly string[]): RecordChoice => {
    const chosen = choice.kind === 'case' ? store.reports.ofCase(choice.caseId) : choice.reportIds
    const stays = new Set(ids)
    return { kind: 'reports', reportIds: chosen.filter((id) => !stays.has(id)) }
  }
  const wanted = leftOut.length === 0 ? choice : without(leftOut)
  const all = await gather(wanted, store, own, reading)
  const review = await reviewExport(all, grounds, checking)
  const { held } = review
  if (keepBack !== true || held.length === 0) return { ...review, gathered: all, keptBack: 0 }
  const stays = held.map(({ report }) => report)
  const gathered = await gather(without([...leftOut, ...stays]), store, own, reading)
  return { ...(await reviewExport(gathered, grounds, checking)), gathered, keptBack: stays.length }
}

/**
 * The contents, estimated size and review items of an export of this choice.
 *
 * @param look called with the gathered records.
 */
export const prepareExport = async (
  session: Session,
  input: Parsed<'exports.prepare'>,
  ports: TaskPorts,
  look: (gathered: Gathered) => void,
): Promise<Summary> => {
  const reviewed = await gatherReviewed(session, input, ports)
  look(reviewed.gathered)
  return estimatedSize(session, reviewed, input, ports)
}

/**
 * The contents of a reviewed export and the estimated size of a file to these recipients.
 *
 * @throws Failure 'invalid', 'mixed-recipients' for the recipients; 'tampered', 'cancelled'.
 */
export const estimatedSize = async (
  session: Session,
  reviewed: Reviewed,
  { recipients: keys = null, purpose }: Pick<Parsed<'exports.prepare'>, 'recipients' | 'purpose'>,
  { signal }: Pick<TaskPorts, 'signal'>,
): Promise<Summary> => {
  const { gathered } = reviewed
  const target: Addressed =
    keys === null ? { kind: 'passphrase' } : { kind: 'keys', recipients: keys }
  const recipients = listedRecipients(target)
  const previous = session.store.exchange.lastExport(recipientsKey(recipients))
  const pace = createPace(signal, () => undefined)
  const metadata = metadataOf(await exportMetadata(session, target, gathered, pace))
  const told = { recipients, previous, day: session.today(), purpose }
  const carried = await runPaced(
    objectsOf(gathered, metadata, () => []),
    pace,
  )
  return summaryOf(
    reviewed,
    estimateBytes(carried, told),
    exportDigest(reviewed, listedRecipients(target), escrowFor(session, target)),
  )
}

/**
 * The metadata that a file carries besides its records, with the ids under which it is stored here,
 * and the sources with statements in the file.
 */
type ExportMetadataInput = {
  readonly chains: readonly CustodyChain[]
  readonly notices: readonly StoredAdvisory[]
  readonly escrow: OwnEscrow | null
  /** Sources whose statements are in a revision. */
  readonly told: ReadonlySet<SourceId>
}

/**
 * The metadata that a file with these records would carry to this target now. Writes nothing.
 *
 * @throws Failure 'invalid', 'mixed-recipients', 'tampered'; errors of `pace`.
 */
export const exportMetadata = async (
  session: Session,
  target: Addressed,
  { records, told }: Gathered,
  pace: Pace,
): Promise<ExportMetadataInput> => {
  const chains = await runPaced(chainsFor(session, records), pace)
  const goesNow = new Set<string>([...records.keys(), ...told])
  return {
    chains,
    notices: await runPaced(pendingAdvisories(session, listedRecipients(target), goesNow), pace),
    escrow: escrowFor(session, target),
    told,
  }
}

/** The same in the form written to the file. */
export const metadataOf = ({ chains, notices, escrow }: ExportMetadataInput): ExportMetadata => ({
  chains,
  notices: notices.map(({ notice }) => notice),
  escrow: escrow?.escrow ?? null,
})

/**
 * Writes one signed, encrypted file and records it, with the overrides and their reasons, in one
 * transaction. The file appears only when it is complete, and is removed if it cannot be recorded;
 * since it may have been copied already, the next file to the same recipients then begins a new
 * sequence. Must not run concurrently: two exports to the same recipients would take the same
 * number.
 *
 * @throws Failure 'read-only', 'invalid' (also if no record in the choice was ever filed),
 *   'mixed-recipients', 'too-big', 'not-found', 'tampered', 'storage', 'cancelled'; 'withheld' if a
 *   review item is open, 'cosign-needed' if an item was overridden and four eyes are on,
 *   'unverified' and 'revoked' of the recipients, 'unverified' (with the field `cosign.reviewer`)
 *   and 'wrong-passphrase' of the second reader, 'conflict' if a record or the known protected
 *   names changed during the export, or the review is not the one that was decided on.
 */
export const runExport = async (
  session: Session,
  input: Parsed<'exports.write'>,
  ports: TaskPorts,
): Promise<Out<'exports.write'>> => {
  return (await writeExport(session, input, ports, () => undefined)).out
}

/** Is this the id of a source that is here and not removed? A report or claim may name any record. */
const isSource = ({ records }: Store, id: RecordId): boolean => {
  const found = orNull(() => records.examine(id))?.record
  return found?.kind === 'source' && !found.removed
}

/** A written and recorded export. */
export type WrittenExport = {
  readonly out: Out<'exports.write'>
  /** The contents of the file. */
  readonly gathered: Gathered
  readonly path: string
  /** SHA-256 of the written file, in hex. */
  readonly digest: string
}

/**
 * Like `runExport`, and also returns the contents of the file.
 *
 * @param look called with the gathered records before anything is written; an error that it throws
 *   ends the export.
 */
export const writeExport = async (
  session: Session,
  input: Parsed<'exports.write'>,
  ports: TaskPorts,
  look: (gathered: Gathered) => void | Promise<void>,
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
  await runPaced(
    session.identity.readNames(),
    createPace(signal, () => undefined),
  )
  const names = guardNames(session.identity.names, session.lint.review)
  const days = session.days()
  const pools = poolLimitsOf(session.settings())
  const reviewed = await gatherReviewed(session, { ...input, recipients }, ports, names.check)
  const { gathered, items } = reviewed
  if (gathered.revisions.length === 0) throw new Failure('invalid', { fields: ['choice'] })
  await look(gathered)
  assertNoBlockers(items)
  const basedOn = exportDigest(reviewed, listedRecipients(target), escrowFor(session, target))
  assertCurrent(input.basedOn, basedOn)
  const overridden = overriddenOf(items)
  if (overridden.length > 0) assertSecondReader(session, given)
  const { purpose } = input
  const previous = store.exchange.lastExport(pair)
  // Queue withdrawals whose day has come since they were entered.
  const pace = createPace(signal, () => undefined)
  for (const { id } of store.sources.each()) {
    queueWithdrawals(session, id)
    await pace(0, 0)
  }
  const metadata = await exportMetadata(session, target, gathered, pace)
  const { notices, escrow } = metadata
  const openFile = (digest: string) => attachedBytes(session, digest)
  const built = buildExport({
    carried: await runPaced(objectsOf(gathered, metadataOf(metadata), openFile), pace),
    recipients,
    previous,
    day,
    purpose,
    author,
    signing,
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
    // Also list sources whose statements are included without their record, so that recipients get
    // later withdrawals.
    const told = [...metadata.told]
      .map((id) => id as string as RecordId)
      .filter((id) => isSource(store, id))
    const subjects = new Set([
      ...objects.flatMap((object) =>
        isAboutRecord(object) && object.kind !== 'notice' ? [object.subject] : [],
      ),
      ...told,
    ])
    const checked = await runPaced(
      store.journal.readChecked(subjects),
      createPace(signal, () => undefined),
    )
    // Consent may have been withdrawn while the file was written.
    const holds = await reviewed.readAgain(createPace(signal, () => undefined))
    // Synchronous from here on.
    if (!holds()) throw new Failure('conflict')
    // A withdrawal or an embargo may have a day that began meanwhile.
    if (canonicalJson({ ...session.days() }) !== canonicalJson({ ...days })) {
      throw new Failure('conflict')
    }
    if (canonicalJson(poolLimitsOf(session.settings())) !== canonicalJson(pools)) {
      throw new Failure('conflict')
    }
    // If the key closed during the review, later texts were checked without its names.
    if (!names.areTheSame()) throw new Failure('conflict')
    // Four eyes may have been turned on, and the second reader may no longer be verified.
    if (overridden.length > 0) assertSecondReader(session, given)
    if (given !== null) assertReviewerUnchanged(session, given)
    // A recipient may have been revoked, or have sent a card with other keys.
    assertRecipients(session, target, input.unverified === true)
    // The recovery code may have changed, or a recipient may no longer be a desk.
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
    const recorded = overridesOf(items, decisionsOf(input.overrides), store.records.isKept)
    // If anything fails from here on, the next file to these recipients begins a new sequence: this
    // file may be on a removed medium or survive a power loss, and its number is used up.
    store.exchange.begin(pair)
    store.together(() => {
      for (const card of gathered.cards) if (card.author === author) keepOwnCard(session, card)
      if (cosignature !== null) store.journal.noteCosigned(null, cosignature)
      store.journal.noteChecked('record.exported', checked)
      store.exchange.recordExport(entry, [], recorded)
      if (escrow !== null) store.escrows.noteCarried(escrow.escrow.serial)
      // Passphrase recipients are unknown, so every advisory is repeated.
      if (target.kind !== 'passphrase') {
        store.notices.noteSent(
          notices.map(({ id }) => id),
          pair,
        )
        pruneDelivered(session)
      }
      // Last, so that little can fail after the file appears.
      file.appear()
      isOut = true
    })
  } catch (cause) {
    // If the file has appeared, the export may have been recorded.
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

/** If a part can't be read or the file could not be imported, no file is left. */
export const writeAndVerify = async (
  { manifest, parts, bytes, checked }: BuiltExport,
  revisions: Store['revisions'],
  sink: AgeSink,
  { signal, progress }: TaskPorts,
): Promise<FinishedAgeFile> => {
  const written = async function* (): AsyncGenerator<Uint8Array, void, void> {
    let done = 0
    for await (const part of parts()) {
      await sink.write(part)
      done += part.length
      progress(done, bytes)
      yield part
    }
  }
  try {
    const pace = createPace(signal, () => undefined)
    const openedAs = manifest.recipients[0] ?? ''
    await validateAsImport(written(), openedAs, pace, revisions, checked)
    return await sink.finish()
  } catch (cause) {
    await sink.abort()
    throw cause
  }
}
