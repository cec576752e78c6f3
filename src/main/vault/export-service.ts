import { utf8 } from '../../crypto/bytes.ts'
import { fingerprint } from '../../crypto/fingerprint.ts'
import type { Out, Parsed } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import type { ReportId } from '../../shared/ids.ts'
import { limits } from '../../shared/limits.ts'
import { encryptInWorker } from '../exchange/age-job.ts'
import { buildExport, foretellBytes, listedRecipients, pairOf } from '../exchange/build-export.ts'
import { gather, type Choice, type Gathered } from '../exchange/gather.ts'
import { passphraseMarker } from '../exchange/manifest.ts'
import { createPace, noPace } from '../exchange/pace.ts'
import { removeExport, writeExport } from '../exchange/write-export.ts'
import { refuseWithheld, reviewExport, type ReviewItem } from './export-review.ts'
import type { Session } from './session.ts'
import type { TaskPorts } from './tasks.ts'

type Summary = Out<'exports.prepare'>

const summaryOf = (
  { reports, cases, sources, draftsLeftOut }: Gathered,
  bytes: number,
  items: ReviewItem[],
): Summary => ({ reports, cases, sources, draftsLeftOut, bytes, items })

/** The choice less the reports that a person keeps back. */
const narrowed = (
  { store }: Session,
  choice: Choice,
  without: readonly ReportId[] | undefined,
): Choice => {
  if (without === undefined || without.length === 0) return choice
  const all = choice.kind === 'case' ? store.reports.ofCase(choice.caseId) : choice.reportIds
  const out = new Set(without)
  return { kind: 'reports', reportIds: all.filter((id) => !out.has(id)) }
}

const reviewOf = (
  session: Session,
  gathered: Gathered,
  embargoReason: string | null | undefined,
): ReviewItem[] =>
  reviewExport(gathered, session.store, {
    today: session.today(),
    embargoReason: embargoReason ?? null,
  })

/** What an export of this choice would hold, about how big it would be, and what stands against it. */
export async function prepareExport(
  session: Session,
  { choice, without, embargoReason }: Parsed<'exports.prepare'>,
): Promise<Summary> {
  const gathered = await gather(narrowed(session, choice, without), session.store, noPace)
  const bytes = foretellBytes(gathered, session.age.hybrid.recipient, session.today())
  return summaryOf(gathered, bytes, reviewOf(session, gathered, embargoReason))
}

/** Whoever opens the file reads why an embargo did not hold it. @throws Failure 'invalid'. */
const purposeWith = (purpose: string, overridden: readonly ReviewItem[]): string => {
  const reason = overridden[0]?.reason ?? ''
  const whole = [purpose, reason].filter((part) => part !== '').join('\n')
  if (whole.length > limits.reason) throw new Failure('invalid', { fields: ['purpose'] })
  return whole
}

/**
 * Writes one signed, encrypted file and records it. The file appears only when it is whole, and
 * goes away again when it cannot be recorded. Embargoes set aside are journaled before it appears. Not to be run twice at once: two exports to the same
 * recipients would take the same number.
 *
 * @throws Failure 'read-only', 'invalid' (also when nothing in the choice was ever filed),
 * 'mixed-recipients', 'too-big', 'not-found', 'tampered', 'storage', 'cancelled';
 * 'withheld' when consent was withdrawn or an embargo holds.
 */
export async function runExport(
  session: Session,
  { choice, target, folder: token, without, embargoReason, ...asked }: Parsed<'exports.write'>,
  { signal, progress }: TaskPorts,
): Promise<Out<'exports.write'>> {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const { store, author, signing } = session
  const folder = session.files.path(token)
  const recipients = listedRecipients(target)
  const pair = pairOf(recipients)
  const day = session.today()
  const gathered = await gather(
    narrowed(session, choice, without),
    store,
    createPace(signal, progress),
  )
  if (gathered.revisions.length === 0) throw new Failure('invalid', { fields: ['choice'] })
  const items = reviewOf(session, gathered, embargoReason)
  refuseWithheld(items)
  const overridden = items.filter(({ state }) => state === 'overridden')
  const purpose = purposeWith(asked.purpose, overridden)
  const previous = store.exchange.lastExport(pair)
  const built = buildExport({ gathered, recipients, previous, day, purpose, author, signing })
  const { exportId, seq, objects } = built.manifest
  progress(0, 0)
  const place = { worker: session.workers.age, signal }
  const bytes = await encryptInWorker(built.plaintext, target, place)
  if (signal.aborted) throw new Failure('cancelled')
  for (const { subject } of overridden) {
    if (subject !== null) store.journal.noteRecord('review.overridden', subject)
  }
  const fileName = writeExport(folder, bytes, day)
  try {
    const entry = {
      exportId,
      day,
      reports: gathered.reports,
      to: recipients.map(shortName),
      bytes: bytes.length,
      purpose,
      pair,
      seq,
      hash: built.hash,
    }
    store.exchange.recordExport(entry, [...new Set(objects.map(({ subject }) => subject))])
  } catch (cause) {
    removeExport(folder, fileName)
    throw cause
  }
  return { summary: summaryOf(gathered, bytes.length, items), fileName, exportId }
}

const shortName = (recipient: string): string =>
  recipient === passphraseMarker ? 'passphrase' : fingerprint(utf8(recipient))
