import { Failure } from '../../../shared/failure.ts'
import type { FailureCode } from '../../../shared/failure.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { untilReadingsEnd } from '../../exchange/pace.ts'
import { isOfTheDisk } from '../../store/import-parts.ts'
import type { ApplyPorts, ImportPart } from '../../store/import-parts.ts'
import type { Store } from '../../store/store.ts'
import { learnCards } from '../contacts/add-contact.ts'
import { newAdvisories } from '../custody/advisories.ts'
import { takeEscrow } from '../escrow/take-escrow.ts'
import type { Session } from '../session/session.ts'

const giveWay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** UTF-16 code units of texts that one transaction stages; one part alone may be longer. */
const mostStaged = 500_000

const lengthOf = ({ revisions, chains, notices }: ImportPart): number =>
  revisions.reduce((sum, { content }) => sum + content.length + 600, 0) +
  chains.reduce((sum, { text }) => sum + (text?.length ?? 0), 0) +
  notices.reduce((sum, { text }) => sum + text.length + 600, 0)

/**
 * Stages parts in several transactions, giving way in between. Nothing is imported by that.
 *
 * @throws Failure 'storage', 'read-only'; errors of `pace`. What was staged stays for `discardStaged`.
 */
export const stageImport = async (
  store: Store,
  parts: Iterable<ImportPart>,
  pace: () => Promise<void>,
): Promise<void> => {
  let waiting: ImportPart[] = []
  let text = 0
  const flush = async (): Promise<void> => {
    if (waiting.length > 0) store.importParts.stage(waiting)
    waiting = []
    text = 0
    await giveWay()
  }
  for (const part of parts) {
    await pace()
    const length = lengthOf(part)
    if (text + length > mostStaged) await flush()
    waiting.push(part)
    text += length
  }
  await flush()
}

/** Milliseconds after which a transaction takes no further part. */
const enough = 40

const portsOf = (session: Session): ApplyPorts => {
  const { store } = session
  const began = performance.now()
  return {
    cards: (cards) => learnCards(session, cards),
    // Asked for again: the user may have purged the record of a notice since the decision.
    notices: (notices) => newAdvisories(session, notices),
    chain: (change) => store.custody.change(change),
    escrow: (escrow) => void takeEscrow(session, { escrow }, false),
    isEnough: () => performance.now() - began > enough,
  }
}

/** One transaction. If an object makes it fail, the objects of the next part are tried one by one. */
const applySome = (session: Session): RecordId[] => {
  const { importParts } = session.store
  try {
    return importParts.apply(portsOf(session), false)
  } catch (cause) {
    if (isOfTheDisk(cause)) throw cause
    return importParts.apply(portsOf(session), true)
  }
}

/** Failures that say more than that the import is unfinished. */
const isNamed: ReadonlySet<FailureCode> = new Set<FailureCode>(['in-doubt', 'tampered', 'damaged'])

type Progress = (done: number, total: number) => void

const applyRest = async (
  session: Session,
  progress: Progress,
  signal: AbortSignal,
): Promise<RecordId[]> => {
  const { importParts } = session.store
  const refused = new Set<RecordId>()
  try {
    const total = importParts.left()
    while (importParts.isUnfinished()) {
      await untilReadingsEnd(session.store)
      if (signal.aborted) throw new Failure('import-unfinished')
      for (const subject of applySome(session)) refused.add(subject)
      progress(total - importParts.left(), total)
      await giveWay()
      if (signal.aborted) throw new Failure('import-unfinished')
    }
    return [...refused]
  } catch (cause) {
    throw cause instanceof Failure && !isNamed.has(cause.code)
      ? new Failure('import-unfinished')
      : cause
  } finally {
    if (!signal.aborted) session.emit({ kind: 'changed' })
  }
}

/** Staged parts that one transaction discards. */
const mostDiscarded = 8

/** Deletes what was staged of an import that was not decided, giving way in between. */
export const discardStaged = async ({ importParts }: Store): Promise<void> => {
  while (importParts.discard(mostDiscarded)) await giveWay()
}

/** Sessions in which an import stages its parts: they are no remains of another. */
const staging = new WeakSet<Session>()

/**
 * Stages and decides an import, or discards what it staged.
 *
 * @throws errors of `act`.
 */
export const stageOrDiscard = async (session: Session, act: () => Promise<void>): Promise<void> => {
  staging.add(session)
  try {
    await act()
  } catch (cause) {
    try {
      await discardStaged(session.store)
    } catch {
      // Discarded before the next import, export or backup, or at the next opening.
    }
    throw cause
  } finally {
    staging.delete(session)
  }
}

const settling = new WeakMap<Session, Promise<RecordId[]>>()

const settle = (session: Session, progress: Progress): Promise<RecordId[]> => {
  const { store, tasks, mode } = session
  if (mode === 'rescue' || staging.has(session)) return Promise.resolve([])
  if (!store.importParts.isPending()) return Promise.resolve([])
  return tasks.runToEnd(undefined, async ({ signal }) => {
    if (store.importParts.isUnfinished()) return applyRest(session, progress, signal)
    await discardStaged(store)
    return []
  })
}

/**
 * Applies the rest of an import that was decided, or discards what was staged of one that was not,
 * giving way to other requests between two transactions. Only a lock stops it; the next opening goes
 * on. A call while it runs waits for the same result; one while an import stages its parts does
 * nothing.
 *
 * @returns records that were refused: they were purged here since the decision, or do not fit what
 *   is here.
 * @throws Failure 'import-unfinished' if it cannot go on, on a full disk or by a lock for example: it
 *   does so with the next call, or at the next opening; 'in-doubt', 'tampered', 'damaged'.
 */
export const settleImport = (
  session: Session,
  progress: Progress = () => undefined,
): Promise<RecordId[]> => {
  const running = settling.get(session)
  if (running !== undefined) return running
  const next = settle(session, progress).finally(() => settling.delete(session))
  settling.set(session, next)
  return next
}

/** Records of an earlier import that were refused when its rest was applied; by session. */
const refusedLater = new WeakMap<Session, number>()

export const countRefusedLater = (session: Session): number => refusedLater.get(session) ?? 0

/**
 * `settleImport` for an act that is not that import: what is refused is counted, and shown by the
 * window.
 *
 * @throws Failure as `settleImport`.
 */
export const settleEarlierImport = async (session: Session): Promise<void> => {
  const running = settling.get(session)
  if (running !== undefined) {
    // The act that it is part of names what is refused.
    await running
    return
  }
  const refused = await settleImport(session)
  if (refused.length === 0) return
  refusedLater.set(session, countRefusedLater(session) + refused.length)
  session.emit({ kind: 'changed' })
}

/**
 * Gives up what is left of an import that cannot go on, because a stored part does not match its
 * digest. What was applied stays; the same file can be imported again and brings the rest.
 *
 * @throws Failure 'conflict' if it can go on, or if there is none; 'tampered', 'read-only', 'storage'.
 */
export const giveUpRest = async (session: Session): Promise<void> => {
  try {
    // It may be tried at this moment.
    await settling.get(session)
  } catch {
    // The reason to give it up.
  }
  session.store.importParts.giveUp()
  session.emit({ kind: 'changed' })
  await discardStaged(session.store)
}

/** Part of an opening, in the background. Its errors are those of the next import. */
export const settleInBackground = async (session: Session): Promise<void> => {
  // The session is given to the window first.
  await giveWay()
  try {
    await settleEarlierImport(session)
  } catch {
    // The window shows that the import is unfinished.
  }
}
