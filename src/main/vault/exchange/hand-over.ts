import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AuthorKey, SourceId, StateDigest } from '../../../shared/ids.ts'
import { sweepBlobs } from '../attachments/sweep.ts'
import { assertCurrent, stateDigest } from '../session/based-on.ts'
import { knownContacts } from '../contacts/trust-status.ts'
import { estimatedSize, gatherReviewed, writeExport } from './export-service.ts'
import { vaultPaths } from '../files/paths.ts'
import type { Session } from '../session/session.ts'
import { recordWithdrawal } from '../custody/source-consent.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { planHandOver } from './plan.ts'
import type { HandOverPlan } from './plan.ts'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

const pieceBytes = 1024 * 1024

/**
 * Reads a whole file again, under the name that it has now.
 *
 * @param digest SHA-256 of what was written, in hex.
 * @throws Failure 'storage' when it cannot be read or is not what was written; 'cancelled'.
 */
const readBack = async (
  path: string,
  digest: string,
  signal: AbortSignal,
  read: (bytes: number) => void,
): Promise<void> => {
  const found = createHash('sha256')
  try {
    const file = await open(path, 'r')
    try {
      const piece = new Uint8Array(pieceBytes)
      let total = 0
      for (;;) {
        if (signal.aborted) throw new Failure('cancelled')
        const { bytesRead } = await file.read(piece, 0, piece.length, null)
        if (bytesRead === 0) break
        found.update(piece.subarray(0, bytesRead))
        read((total += bytesRead))
      }
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('storage', { cause })
  }
  if (found.digest('hex') !== digest) throw new Failure('storage')
}

/** What would leave, what would be erased here, what stays and why, and what stands against it. */
export const prepareHandOver = async (
  session: Session,
  input: Parsed<'handover.prepare'>,
  ports: TaskPorts,
): Promise<Out<'handover.prepare'>> => {
  const reviewed = await gatherReviewed(session, input, ports)
  const plan = planHandOver(session, input, reviewed.gathered)
  const { goes, stays, blocks, revising } = plan
  const summary = estimatedSize(session, reviewed, input)
  return { basedOn: planDigest(plan), summary, goes, stays, blocks, revising }
}

/** Names a plan: each record that is erased, by its heads, and all that a person is told. */
const planDigest = ({ going, goes, stays, blocks, revising }: HandOverPlan): StateDigest =>
  stateDigest([goes, stays, blocks, revising, ...going])

/** The key of one contact whose keys were compared. @throws Failure 'unverified', 'revoked'. */
const verifiedKey = ({ store }: Session, author: AuthorKey): string => {
  const contact = knownContacts(store).find(({ card }) => card.author === author)
  if (contact?.state === 'revoked') throw new Failure('revoked', { fields: ['contact'] })
  if (contact?.state !== 'verified') throw new Failure('unverified', { fields: ['contact'] })
  return contact.card.recipient
}

const refuseBlocked = ({ blocks, goes, revising }: HandOverPlan): void => {
  if (blocks.some(({ why }) => why === 'hold')) throw new Failure('held')
  if (blocks.length > 0) throw new Failure('unfinished')
  if (goes.reports === 0) throw new Failure('in-use')
  if (revising?.isNamed === false) throw new Failure('not-author', { fields: ['contact'] })
}

/**
 * Exports a choice to one verified contact, reads the finished file back, and only then erases here
 * what it carries and nothing that stays needs. Not to be run beside another export.
 *
 * After the file was written, a failure leaves it and is told as `refused`: then nothing was erased.
 * Cancelled, nothing is erased either, though the file may be there.
 *
 * @throws Failure as `runExport`, and 'unverified', 'revoked', 'held', 'unfinished', 'in-use',
 * 'not-author' for a contact whom our card does not name as a desk, 'conflict' for another plan than
 * the one that was decided on: no file was written.
 */
export const runHandOver = async (
  session: Session,
  { contact, basedOn, reviewed, ...input }: Parsed<'handover.run'>,
  ports: TaskPorts,
): Promise<Out<'handover.run'>> => {
  const { store } = session
  const { choice } = input
  const recipient = verifiedKey(session, contact)
  let planned: HandOverPlan | null = null
  const { out, gathered, path, digest } = await writeExport(
    session,
    { ...input, basedOn: reviewed, target: { kind: 'keys', recipients: [recipient] } },
    ports,
    (found) => {
      planned = planHandOver(session, { choice, contact }, found)
      refuseBlocked(planned)
      assertCurrent(basedOn, planDigest(planned))
    },
  )
  const { bytes } = out.summary
  const result = { fileName: out.fileName, bytes }
  session.emit({ kind: 'changed' })
  let plan: HandOverPlan
  try {
    await readBack(path, digest, ports.signal, (read) => ports.progress(read, bytes))
    // From here on nothing waits: what is checked is what is erased.
    if (ports.signal.aborted) throw new Failure('cancelled')
    if (verifiedKey(session, contact) !== recipient) throw new Failure('conflict')
    plan = planHandOver(session, { choice, contact }, gathered)
    refuseBlocked(plan)
    if (planned === null || planDigest(plan) !== planDigest(planned)) throw new Failure('conflict')
    store.together(() => {
      for (const { subject } of plan.going) recordWithdrawal(store, subject as string as SourceId)
      store.records.handOver(plan.going)
    })
  } catch (cause) {
    const refused = cause instanceof Failure ? cause.code : 'internal'
    return { ...result, erased: null, refused }
  }
  try {
    sweepBlobs(store, vaultPaths(session.folder).blobs)
  } catch {
    // The keys are gone; the files are swept at the next opening.
  }
  session.emit({ kind: 'changed' })
  return { ...result, erased: plan.goes, refused: null }
}
