import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AttributionId, AuthorKey, ClaimId, RecordId, ReportId } from '../../../shared/ids.ts'
import { titleOfContent } from '../../../shared/record-title.ts'
import type { Revision } from '../../../shared/records.ts'
import { knownDesks, maySpeak } from '../../exchange/authorship.ts'
import type { Gathered } from '../../exchange/gather.ts'
import type { RecordRow } from '../../store/record-state.ts'
import type { Referrers } from '../../store/referrers.ts'
import type { HandedOver } from '../../store/hand-over.ts'
import type { Store } from '../../store/store.ts'
import { ownDesks } from '../contacts/own-card.ts'
import { contactOf } from '../contacts/trust-status.ts'
import { identityKeyText, readIdentityRecipients } from '../sealed-identities/identity-keys.ts'
import type { Session } from '../session/session.ts'
import type { Steps } from '../../../shared/steps.ts'

type PreparedPlan = Out<'handover.prepare'>
type Stay = PreparedPlan['stays'][number]

export type HandOverPlan = Pick<PreparedPlan, 'goes' | 'stays' | 'blocks' | 'revising'> & {
  /** The records to erase, each with the heads in the file. */
  readonly going: readonly HandedOver[]
}

type PlannedName = Omit<Stay, 'why' | 'by'>

/** What a plan says of a record; its texts are read in steps. */
const plannedRow = ({ id, kind, state, head, removed, content }: RecordRow) => ({
  ...{ state, head, removed },
  named: { subject: id, kind, name: titleOfContent(kind, content) },
})

type ReadPlanned = (id: RecordId) => Steps<ReturnType<typeof plannedRow>>

const readNames = function* (read: ReadPlanned, ids: Iterable<RecordId>): Steps<PlannedName[]> {
  const found: PlannedName[] = []
  for (const id of ids) found.push((yield* read(id)).named)
  return found
}

/**
 * Whether the contact may revise the records that are erased here: only the author of a record and
 * the desks that the author's card names may. Another desk could neither revise it nor send a
 * withdrawal.
 */
const readRevising = function* (
  { store, author: us }: PlanGrounds,
  contact: AuthorKey,
  going: ReadonlySet<RecordId>,
  read: ReadPlanned,
): Steps<PreparedPlan['revising']> {
  const desks = knownDesks(store)
  const foreign: RecordId[] = []
  const had: RecordId[] = []
  let isOurs = false
  for (const id of going) {
    yield
    const root = store.revisions.rootAuthor(id)
    isOurs ||= root === us
    if (root !== us && root !== contact && !maySpeak(root, contact, desks)) foreign.push(id)
    if (hadBefore(store, contact, id)) had.push(id)
  }
  let sealed: readonly RecordId[] = []
  if (!opensSeals(store, contact)) {
    yield* store.sources.readKnown()
    sealed = [...store.sources.known().values()]
      .filter(({ id, kind }) => kind === 'protected' && going.has(id as string as RecordId))
      .sort((a, b) => b.num - a.num)
      .map(({ id }) => id as string as RecordId)
  }
  return {
    isNamed: ownDesks({ store }).includes(contact) || !isOurs,
    foreign: yield* readNames(read, foreign),
    had: yield* readNames(read, had),
    sealed: yield* readNames(read, sealed),
  }
}

/**
 * Whether the contact wrote or had the record before. It may have erased the record since, and then
 * refuses it permanently, so a record erased here too would be lost. This vault can't know whether
 * it did.
 */
const hadBefore = (store: Store, contact: AuthorKey, id: RecordId): boolean =>
  store.revisions.rootAuthor(id) === contact ||
  store.custody.arrivals(id).some(({ sender }) => sender === contact) ||
  store.custody.keys(id).some(({ holder }) => holder === contact)

/**
 * Whether identities sealed here are sealed to the contact too. Imported seals don't state their
 * recipients; the check assumes the same recipients as for our own.
 */
const opensSeals = (store: Store, contact: AuthorKey): boolean => {
  const identity = contactOf(store, contact)?.card.identity ?? null
  return (
    identity !== null &&
    readIdentityRecipients(store).some(({ publicKey }) => identityKeyText(publicKey) === identity)
  )
}

/** The report of a claim or the source of a phrase; null for another kind. */
const ownerOf = (store: Store, id: string, kind: Revision['kind']): RecordId | null => {
  const owner =
    kind === 'claim'
      ? store.claims.get(id as ClaimId).content.reportId
      : kind === 'attribution'
        ? store.attributions.get(id as AttributionId).content.sourceId
        : null
  return owner as string | null as RecordId | null
}

/** Adds to each record the records that have to be looked at again once it stays. */
const addTo = (waiting: Map<RecordId, RecordId[]>, keeper: RecordId, id: RecordId): void => {
  const ids = waiting.get(keeper)
  if (ids === undefined) waiting.set(keeper, [id])
  else ids.push(id)
}

type Staying = Pick<Stay, 'why'> & { readonly by: readonly RecordId[] }

/**
 * Which of these records stay, since a remaining record refers to them or they belong to one. A
 * record is looked at once, and again when one that it depends on is found to stay. Yields.
 */
const readStaying = function* (
  ids: Iterable<RecordId>,
  kept: ReadonlyMap<RecordId, Referrers>,
  owners: ReadonlyMap<RecordId, RecordId>,
): Generator<undefined, { going: ReadonlySet<RecordId>; stays: Map<RecordId, Staying> }, void> {
  const going = new Set(ids)
  const all = [...going]
  const waiting = new Map<RecordId, RecordId[]>()
  for (const id of all) {
    yield
    for (const keeper of kept.get(id)?.by ?? []) addTo(waiting, keeper, id)
    const owner = owners.get(id)
    if (owner !== undefined) addTo(waiting, owner, id)
  }
  const stays = new Map<RecordId, Staying>()
  const reasonOf = (id: RecordId): Staying | undefined => {
    const keeps = kept.get(id)
    if (keeps?.isOneOrigin === true) return { why: 'one-origin', by: [] }
    const by = (keeps?.by ?? []).filter((other) => !going.has(other))
    if (by.length > 0) return { why: 'used', by }
    const owner = owners.get(id)
    return owner === undefined || going.has(owner) ? undefined : { why: 'belongs', by: [owner] }
  }
  const due = new Set(all)
  while (due.size > 0) {
    for (const id of all) {
      if (!due.delete(id)) continue
      yield
      const reason = reasonOf(id)
      if (reason === undefined) continue
      stays.set(id, reason)
      going.delete(id)
      for (const other of waiting.get(id) ?? []) if (going.has(other)) due.add(other)
    }
  }
  return { going, stays }
}

type PlanGrounds = Pick<Session, 'store' | 'author'>

/**
 * The records that can be erased here once the file is safe: every record in the file, except those
 * that a remaining record refers to and those that belong to a remaining record.
 *
 * @returns plans in steps; what was read of a record is kept until it changes.
 * @throws (the returned) Failure 'not-found' when a record is gone; 'tampered'.
 */
export const createHandOverPlanner = (
  grounds: PlanGrounds,
  { choice, contact }: Pick<Parsed<'handover.prepare'>, 'choice' | 'contact'>,
  gathered: Gathered,
) => {
  const { store } = grounds
  const { records: bySubject } = gathered
  const readKept = store.records.keptBy([...bySubject.keys()])
  const read = store.retention.reader(plannedRow)
  return function* (): Steps<HandOverPlan> {
    const kept = yield* readKept()
    const owners = new Map<RecordId, RecordId>()
    for (const [id, { kind }] of bySubject) {
      yield
      const owner = ownerOf(store, id, kind)
      if (owner !== null) owners.set(id, owner)
    }
    const { going, stays } = yield* readStaying(bySubject.keys(), kept, owners)
    const chosen: readonly ReportId[] =
      choice.kind === 'case' ? store.reports.ofCase(choice.caseId) : choice.reportIds
    const blocks: HandOverPlan['blocks'][number][] = []
    for (const id of new Set(chosen as readonly string[] as readonly RecordId[])) {
      const { state, head, removed, named } = yield* read(id)
      if (removed === 1) throw new Failure('not-found')
      if (state !== 'filed' && (head === null || bySubject.has(id))) {
        blocks.push({ ...named, why: 'draft' })
      }
    }
    const hasHolds = store.retention.list().some(({ hold }) => hold)
    for (const id of hasHolds ? going : []) {
      yield
      if (!(yield* store.retention.readIsHeld(id))) continue
      blocks.push({ ...(yield* read(id)).named, why: 'hold' })
    }
    const staying: Stay[] = []
    for (const [id, { why, by }] of stays) {
      const { named } = yield* read(id)
      staying.push({ ...named, why, by: yield* readNames(read, by) })
    }
    const count = (kind: Revision['kind']): number =>
      [...going].filter((id) => bySubject.get(id)?.kind === kind).length
    return {
      revising: contact === undefined ? null : yield* readRevising(grounds, contact, going, read),
      going: [...going].map((subject) => ({
        subject,
        heads: gathered.heads.get(subject) ?? [],
      })),
      goes: {
        reports: count('report'),
        claims: count('claim'),
        sources: count('source'),
        attributions: count('attribution'),
        cases: count('case'),
      },
      stays: staying,
      blocks,
    }
  }
}
