import { Failure } from '../../../shared/failure.ts'
import type { FailureCode } from '../../../shared/failure.ts'
import { AuthorKey } from '../../../shared/ids.ts'
import type { RecordId } from '../../../shared/ids.ts'
import type { Revision } from '../../../shared/records.ts'
import { recordKind } from '../../../shared/vocabularies.ts'
import { keptHashesOf } from '../../exchange/custody-chain.ts'
import { noticeId } from '../../exchange/notice.ts'
import type { PlannedItem } from '../../exchange/plan.ts'
import { hex } from '../../exchange/revision.ts'
import type { VerifiedBundle } from '../../exchange/verify-bundle.ts'
import { parentsFirst } from '../../store/exchange-log.ts'
import { emptyPart, joinParts } from '../../store/import-parts.ts'
import type { ApplyPorts, ImportPart } from '../../store/import-parts.ts'
import type { StoredAdvisory } from '../../store/notices.ts'
import type { Store } from '../../store/store.ts'
import { learnCards } from '../contacts/add-contact.ts'
import { takeChains } from '../custody/chains.ts'
import { takeEscrow } from '../escrow/take-escrow.ts'
import type { Session } from '../session/session.ts'

/** What an import brings, as it was decided. */
export type ImportContent = Pick<VerifiedBundle, 'cards' | 'chains' | 'escrow'> & {
  readonly notices: readonly StoredAdvisory[]
  /** Those to import; some may have nothing new. */
  readonly chosen: readonly PlannedItem[]
  /** Records whose arrival is recorded although nothing of them is new. */
  readonly known: readonly RecordId[]
}

/**
 * A part holds at most so many objects and about so many UTF-16 code units; an object alone may be
 * longer. An import that fits into one part is applied in one transaction and is never staged.
 */
const most = { objects: 100, text: 100_000 }

/** Lengths of objects in a part, roughly, without the texts in them. */
const lengths = { id: 40, line: 350, notice: 600, card: 3_000, revision: 600 }

/** One object as a part of its own, and its length. */
type Sized = { readonly length: number; readonly part: ImportPart }

const sized = (length: number, part: Partial<ImportPart>): Sized => ({
  length,
  part: { ...emptyPart, ...part },
})

const sizedRevision = (revision: Revision, seal: Uint8Array | undefined): Sized =>
  sized(lengths.revision + revision.content.length + 2 * (seal?.length ?? 0), {
    revisions: [revision],
    ...(seal === undefined ? {} : { seals: { [revision.id]: hex(seal) } }),
  })

const rankOf = ({ kind }: { readonly kind: Revision['kind'] }): number => recordKind.indexOf(kind)

/**
 * Single objects in the order in which they are applied: cards and withdrawals before records, each
 * record after those that it refers to, and what belongs to the records last.
 */
const objectsOf = function* (content: ImportContent): Generator<Sized> {
  for (const card of content.cards) yield sized(lengths.card, { cards: [card] })
  for (const { notice } of content.notices) {
    yield sized(lengths.notice + notice.text.length, { notices: [notice] })
  }
  for (const { revisions, seals } of [...content.chosen].sort((a, b) => rankOf(a) - rankOf(b))) {
    for (const revision of parentsFirst(revisions)) {
      yield sizedRevision(revision, seals.get(revision.id))
    }
  }
  for (const subject of content.known) yield sized(lengths.id, { known: [subject] })
  for (const chain of content.chains) {
    yield sized(lengths.line * (chain.lines.length + 1), { chains: [chain] })
  }
  if (content.escrow !== null) yield sized(lengths.card, { escrows: [content.escrow] })
}

/** Whether an import fits into one part, and so into one short transaction. */
export const isSmall = (content: ImportContent): boolean => {
  const parts = partsOf(content)
  parts.next()
  return parts.next().done === true
}

/** Divides an import into parts. */
export const partsOf = function* (content: ImportContent): Generator<ImportPart> {
  let parts: ImportPart[] = []
  let text = 0
  for (const { length, part } of objectsOf(content)) {
    if (parts.length >= most.objects || (parts.length > 0 && text + length > most.text)) {
      yield joinParts(parts)
      parts = []
      text = 0
    }
    parts.push(part)
    text += length
  }
  if (parts.length > 0) yield joinParts(parts)
}

/** Milliseconds of one transaction. */
const staging = 20

/**
 * Stages parts in several transactions, giving way in between. Nothing is imported by that.
 *
 * @throws Failure 'storage', 'read-only'; errors of `pace`. What was staged stays for `discardStaged`.
 */
export const stageImport = async (
  store: Store,
  parts: Iterator<ImportPart>,
  pace: () => Promise<void>,
): Promise<void> => {
  let part = parts.next()
  while (part.done !== true) {
    store.together(() => {
      const since = performance.now()
      while (part.done !== true && performance.now() - since < staging) {
        store.importParts.stage([part.value])
        part = parts.next()
      }
    })
    await pace()
  }
}

/** What applying a part needs besides the store. */
type Applying = Pick<Session, 'store' | 'author' | 'settings'>

const portsOf = (vault: Applying): ApplyPorts => ({
  before: ({ cards, notices }) => {
    if (cards.length > 0) learnCards(vault, cards)
    vault.store.notices.keep(notices.map((notice) => ({ id: noticeId(notice), notice })))
  },
  after: ({ chains, escrows }) => {
    takeChains(vault, chains)
    // Its sender may no longer be verified, now that the cards are here.
    for (const escrow of escrows) takeEscrow(vault, { escrow }, false)
  },
})

/** Milliseconds: how long one transaction should take. */
const aim = { atLeast: 20, atMost: 50 }
const mostParts = 64

type Progress = { readonly done: number; readonly total: number }

/**
 * Applies the unfinished import, some parts in each transaction, and yields between them. Gives the
 * records that were deleted here since the import was decided: they are refused.
 *
 * @throws Failure 'tampered', 'damaged', 'storage', 'read-only', 'in-doubt'.
 */
const applied = function* (vault: Applying): Generator<Progress, RecordId[], void> {
  const { store } = vault
  const total = store.importParts.unfinished() ?? 0
  const refused: RecordId[] = []
  let count = 1
  for (;;) {
    const next = store.importParts.next(count)
    if (next === null) return refused
    for (const chain of next.part.chains) {
      keptHashesOf(chain)
      yield { done: total - (store.importParts.unfinished() ?? 0), total }
    }
    const began = performance.now()
    refused.push(...store.importParts.apply(next, portsOf(vault)))
    const took = performance.now() - began
    if (took > aim.atMost) count = Math.max(1, Math.floor(count / 2))
    else if (took < aim.atLeast) count = Math.min(mostParts, count * 2)
    yield { done: total - (store.importParts.unfinished() ?? 0), total }
  }
}

/** Failures that say more than that the import is unfinished. */
const isNamed: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'cancelled',
  'in-doubt',
  'tampered',
  'damaged',
])

/**
 * Applies the rest of an import that was decided, giving way to other requests between two
 * transactions. Only a lock stops it. Call it in turn with other exports and imports.
 *
 * @returns records that were refused, because they were deleted here since the decision.
 * @throws Failure 'import-unfinished' if it cannot go on, on a full disk for example: it does so with
 *   the next call, or at the next opening; 'cancelled' by a lock; 'in-doubt', 'tampered', 'damaged'.
 */
export const finishImport = async (
  session: Session,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<RecordId[]> => {
  if (session.mode === 'rescue' || session.store.importParts.unfinished() === null) return []
  return session.tasks.runToEnd(undefined, async ({ signal }) => {
    try {
      const steps = applied(session)
      for (;;) {
        const step = steps.next()
        if (step.done === true) return step.value
        progress(step.value.done, step.value.total)
        await new Promise((resolve) => setImmediate(resolve))
        if (signal.aborted) throw new Failure('cancelled')
      }
    } catch (cause) {
      throw cause instanceof Failure && !isNamed.has(cause.code)
        ? new Failure('import-unfinished')
        : cause
    } finally {
      if (!signal.aborted) session.emit({ kind: 'changed' })
    }
  })
}

/** Staged parts that one transaction discards. */
const mostDiscarded = 8

/** Deletes what was staged of an import that was not decided, giving way in between. */
export const discardStaged = async ({ importParts }: Store): Promise<void> => {
  while (importParts.discard(mostDiscarded)) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Failures that an opening has to know: damage, and a disk on which nothing more is written. */
const stopsOpening = (cause: unknown, store: Store): boolean =>
  !(cause instanceof Failure) ||
  cause.code === 'tampered' ||
  cause.code === 'damaged' ||
  store.isFrozen()

/**
 * Part of an opening: applies the rest of an import that was decided, or discards what was staged of
 * one that was not. If that fails, on a full disk for example, the import stays unfinished.
 *
 * @throws Failure 'tampered', 'damaged'; 'storage' or 'in-doubt' if the store takes no more writes.
 */
export const settleImport = (
  store: Store,
  progress: (done: number, total: number) => void,
): void => {
  try {
    while (store.importParts.discard(mostDiscarded));
    if (store.importParts.unfinished() === null) return
    const { publicKey, secretKey } = store.keyring.get('author')
    secretKey.fill(0)
    const author = AuthorKey.parse(hex(publicKey))
    const settings = () => store.settings.get()
    for (const { done, total } of applied({ store, author, settings })) progress(done, total)
  } catch (cause) {
    if (stopsOpening(cause, store)) throw cause
  }
}
