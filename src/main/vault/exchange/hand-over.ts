import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AuthorKey, Day, SourceId, StateDigest } from '../../../shared/ids.ts'
import { createPace, readAhead, untilReadingsEnd } from '../../exchange/pace.ts'
import { dateFile } from '../../exchange/write-export.ts'
import { removeBlobFile } from '../attachments/blob-writer.ts'
import { assertCurrent, stateDigest } from '../session/based-on.ts'
import { knownContacts } from '../contacts/trust-status.ts'
import { estimatedSize, gatherReviewed, writeExport } from './export-service.ts'
import { vaultPaths } from '../files/paths.ts'
import type { Session } from '../session/session.ts'
import { readWithdrawals } from '../custody/source-consent.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { createHandOverPlanner } from './plan.ts'
import type { HandOverPlan } from './plan.ts'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

const pieceBytes = 1024 * 1024

/**
 * Reads a whole file back under its final name, and dates it again.
 *
 * @param digest SHA-256 of the written file, in hex.
 * @throws Failure 'storage' if it can't be read or has another digest; 'cancelled'.
 */
const readBack = async (
  path: string,
  { digest, day }: { readonly digest: string; readonly day: Day },
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
    dateFile(path, day)
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('storage', { cause })
  }
  if (found.digest('hex') !== digest) throw new Failure('storage')
}

/**
 * The records that would be exported, erased or kept (with the reason), and the blocking issues.
 */
export const prepareHandOver = async (
  session: Session,
  input: Parsed<'handover.prepare'>,
  ports: TaskPorts,
): Promise<Out<'handover.prepare'>> => {
  const reviewed = await gatherReviewed(session, input, ports)
  const pace = createPace(ports.signal, () => undefined)
  const planner = createHandOverPlanner(session, input, reviewed.gathered)
  const plan = (await readAhead(session.store, planner, pace))()
  const { goes, stays, blocks, revising } = plan
  const summary = await estimatedSize(session, reviewed, input, ports)
  return { basedOn: planDigest(plan), summary, goes, stays, blocks, revising }
}

/** Identifies a plan: each record to erase, by its heads, and everything shown to the user. */
const planDigest = ({ going, goes, stays, blocks, revising }: HandOverPlan): StateDigest =>
  stateDigest([goes, stays, blocks, revising, ...going])

/** The key of a verified contact. @throws Failure 'unverified', 'revoked'. */
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
 * Exports a choice to one verified contact, reads the finished file back, and only then hides here
 * the records in the file that no remaining record needs: `finishHandOver` erases them. Must not run
 * during another export or a backup.
 *
 * After the file was written, a failure keeps it and is reported as `refused`: nothing was erased.
 * On cancel nothing is erased either, though the file may exist.
 *
 * @throws Failure as `runExport`, and 'unverified', 'revoked', 'held', 'unfinished', 'in-use',
 *   'not-author' for a contact that our card does not name as a desk, 'conflict' if the plan
 *   differs from the one that was decided on: no file was written.
 */
export const runHandOver = async (
  session: Session,
  { contact, basedOn, reviewed, ...input }: Parsed<'handover.run'>,
  ports: TaskPorts,
): Promise<Out<'handover.run'>> => {
  const { store } = session
  const { choice } = input
  const recipient = verifiedKey(session, contact)
  const pace = createPace(ports.signal, () => undefined)
  let planned: HandOverPlan | null = null
  const { out, gathered, path, digest } = await writeExport(
    session,
    { ...input, basedOn: reviewed, target: { kind: 'keys', recipients: [recipient] } },
    ports,
    async (found) => {
      const planner = createHandOverPlanner(session, { choice, contact }, found)
      planned = (await readAhead(store, planner, pace))()
      refuseBlocked(planned)
      assertCurrent(basedOn, planDigest(planned))
    },
  )
  const { bytes } = out.summary
  const result = { fileName: out.fileName, bytes }
  session.emit({ kind: 'changed' })
  let erased: HandOverPlan['goes']
  try {
    await readBack(path, { digest, day: session.today() }, ports.signal, (read) =>
      ports.progress(read, bytes),
    )
    const planner = createHandOverPlanner(session, { choice, contact }, gathered)
    const checkNow = await readAhead(
      store,
      function* () {
        const plan = yield* planner()
        refuseBlocked(plan)
        if (planned === null || planDigest(plan) !== planDigest(planned))
          throw new Failure('conflict')
        const sources = plan.going
          .filter(({ subject }) => gathered.records.get(subject)?.kind === 'source')
          .map(({ subject }) => subject as string as SourceId)
        const withdrawn = yield* store.journal.readChecked(yield* readWithdrawals(store, sources))
        return { plan, withdrawn, check: yield* store.records.checkHandOver(plan.going) }
      },
      pace,
    )
    // Synchronous from here on: the records that were checked are the ones handed over.
    if (ports.signal.aborted) throw new Failure('cancelled')
    if (verifiedKey(session, contact) !== recipient) throw new Failure('conflict')
    const { plan, withdrawn, check } = checkNow()
    store.together(() => {
      store.journal.noteChecked('source.withdrawn', withdrawn)
      store.records.handOver(check)
    })
    erased = plan.goes
  } catch (cause) {
    const refused = cause instanceof Failure ? cause.code : 'internal'
    return { ...result, erased: null, refused }
  }
  session.emit({ kind: 'changed' })
  return { ...result, erased, refused: null }
}

/**
 * Milliseconds after the first record in which a transaction erases others. What comes before it, the
 * digest of the vault, does not count: with thousands of reasons it takes longer than this.
 */
const enough = 40

/**
 * Erases in several transactions, giving way to other requests before each. Each waits for the
 * readings in turns that are under way then, as long as these last.
 */
const eraseInSteps = async (
  store: Session['store'],
  erase: (isEnough: () => boolean) => boolean,
): Promise<void> => {
  for (let isLeft = true; isLeft;) {
    await new Promise((resolve) => setImmediate(resolve))
    await untilReadingsEnd(store)
    let began: number | null = null
    isLeft = erase(() => performance.now() - (began ??= performance.now()) > enough)
  }
}

/**
 * Erases all deleted records, and what a hand-over left, on a full disk for example. Keys of attached
 * files are left to the purge after it.
 *
 * @throws Failure 'tampered', 'storage', 'read-only', 'in-doubt'.
 */
export const eraseAllHidden = async ({ store }: Session): Promise<void> => {
  // First, since a hold on a record that was handed over covers what was deleted beside it.
  await eraseInSteps(store, store.records.purgeSome)
  await eraseInSteps(store, store.records.eraseHandedOver)
}

/**
 * Erases what a hand-over hid, giving way to other requests between two transactions, and the files
 * whose keys it erased: no other, since the user may be attaching some. What is left, after a lock
 * or on a full disk, is erased by the lock, or at the next opening.
 */
export const finishHandOver = async (session: Session): Promise<void> => {
  const { store } = session
  try {
    const before = store.blobs.ids()
    await eraseInSteps(store, store.records.eraseHandedOver)
    const after = new Set(store.blobs.ids())
    const { blobs } = vaultPaths(session.folder)
    for (const id of before) if (!after.has(id)) await removeBlobFile(blobs, id)
  } catch {
    // Nothing is seen again; the settings show that erasing is not finished.
    return
  }
  session.emit({ kind: 'changed' })
}
