import { utf8 } from '../../crypto/bytes.ts'
import { fingerprint } from '../../crypto/fingerprint.ts'
import type { Out, Parsed } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { limits } from '../../shared/limits.ts'
import { encryptInWorker } from '../exchange/age-job.ts'
import { buildExport, foretellBytes, listedRecipients, pairOf } from '../exchange/build-export.ts'
import { gather, type Gathered } from '../exchange/gather.ts'
import { passphraseMarker } from '../exchange/manifest.ts'
import { createPace, noPace, type Pace } from '../exchange/pace.ts'
import { removeExport, writeExport } from '../exchange/write-export.ts'
import { refuseWithheld, reviewExport, type ReviewItem } from './export-review.ts'
import type { Session } from './session.ts'
import type { TaskPorts } from './tasks.ts'

type Summary = Out<'exports.prepare'>

type Reviewed = {
  readonly gathered: Gathered
  readonly items: ReviewItem[]
  /** Reports that something stands against and that therefore stay here. */
  readonly keptBack: number
}

const summaryOf = (
  { gathered: { reports, cases, sources, draftsLeftOut }, items, keptBack }: Reviewed,
  bytes: number,
): Summary => ({ reports, cases, sources, draftsLeftOut, bytes, items, keptBack })

const gatherReviewed = async (
  { store, today }: Session,
  { choice, keepBack, embargoReason = null }: Parsed<'exports.prepare'>,
  pace: Pace,
): Promise<Reviewed> => {
  const decided = { today: today(), embargoReason }
  const all = await gather(choice, store, pace)
  const { items, held } = reviewExport(all, store, decided)
  if (keepBack !== true || held.length === 0) return { gathered: all, items, keptBack: 0 }
  const chosen = choice.kind === 'case' ? store.reports.ofCase(choice.caseId) : choice.reportIds
  const reportIds = chosen.filter((id) => !held.includes(id))
  const gathered = await gather({ kind: 'reports', reportIds }, store, pace)
  return {
    gathered,
    items: reviewExport(gathered, store, decided).items,
    keptBack: held.length,
  }
}

/** What an export of this choice would hold, about how big it would be, and what stands against it. */
export async function prepareExport(
  session: Session,
  input: Parsed<'exports.prepare'>,
): Promise<Summary> {
  const reviewed = await gatherReviewed(session, input, noPace)
  const recipient = session.age.hybrid.recipient
  return summaryOf(reviewed, foretellBytes(reviewed.gathered, recipient, session.today()))
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
  input: Parsed<'exports.write'>,
  { signal, progress }: TaskPorts,
): Promise<Out<'exports.write'>> {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const { store, author, signing } = session
  const folder = session.files.path(input.folder)
  const { target } = input
  const recipients = listedRecipients(target)
  const pair = pairOf(recipients)
  const day = session.today()
  const reviewed = await gatherReviewed(session, input, createPace(signal, progress))
  const { gathered, items } = reviewed
  if (gathered.revisions.length === 0) throw new Failure('invalid', { fields: ['choice'] })
  refuseWithheld(items)
  const overridden = items.filter(({ state }) => state === 'overridden')
  const purpose = purposeWith(input.purpose, overridden)
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
  return { summary: summaryOf(reviewed, bytes.length), fileName, exportId }
}

const shortName = (recipient: string): string =>
  recipient === passphraseMarker ? 'passphrase' : fingerprint(utf8(recipient))
