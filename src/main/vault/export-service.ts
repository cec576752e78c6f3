import { utf8 } from '../../crypto/bytes.ts'
import { fingerprint } from '../../crypto/fingerprint.ts'
import type { Out, Parsed } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { encryptInWorker } from '../exchange/age-job.ts'
import { buildExport, foretellBytes, listedRecipients, pairOf } from '../exchange/build-export.ts'
import { gather, type Choice, type Gathered } from '../exchange/gather.ts'
import { passphraseMarker } from '../exchange/manifest.ts'
import { createPace, noPace } from '../exchange/pace.ts'
import { removeExport, writeExport } from '../exchange/write-export.ts'
import type { Session } from './session.ts'
import type { TaskPorts } from './tasks.ts'

type Summary = Out<'exports.prepare'>

const summaryOf = (gathered: Gathered, bytes: number): Summary => {
  const { reports, cases, sources, draftsLeftOut } = gathered
  return { reports, cases, sources, draftsLeftOut, bytes }
}

/** What an export of this choice would hold, and about how big it would be. */
export async function prepareExport(session: Session, choice: Choice): Promise<Summary> {
  const gathered = await gather(choice, session.store, noPace)
  const bytes = foretellBytes(gathered, session.age.hybrid.recipient, session.today())
  return summaryOf(gathered, bytes)
}

/**
 * Writes one signed, encrypted file and records it. The file appears only when it is whole, and
 * goes away again when it cannot be recorded. Not to be run twice at once: two exports to the same
 * recipients would take the same number.
 *
 * @throws Failure 'read-only', 'invalid' (also when nothing in the choice was ever filed),
 * 'mixed-recipients', 'too-big', 'not-found', 'tampered', 'storage', 'cancelled'.
 */
export async function runExport(
  session: Session,
  { choice, target, purpose, folder: token }: Parsed<'exports.write'>,
  { signal, progress }: TaskPorts,
): Promise<Out<'exports.write'>> {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const { store, author, signing } = session
  const folder = session.files.path(token)
  const recipients = listedRecipients(target)
  const pair = pairOf(recipients)
  const day = session.today()
  const gathered = await gather(choice, store, createPace(signal, progress))
  if (gathered.revisions.length === 0) throw new Failure('invalid', { fields: ['choice'] })
  const previous = store.exchange.lastExport(pair)
  const built = buildExport({ gathered, recipients, previous, day, purpose, author, signing })
  const { exportId, seq, objects } = built.manifest
  progress(0, 0)
  const place = { worker: session.workers.age, signal }
  const bytes = await encryptInWorker(built.plaintext, target, place)
  if (signal.aborted) throw new Failure('cancelled')
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
  return { summary: summaryOf(gathered, bytes.length), fileName, exportId }
}

const shortName = (recipient: string): string =>
  recipient === passphraseMarker ? 'passphrase' : fingerprint(utf8(recipient))
