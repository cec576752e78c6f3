import type { Out, Parsed } from '../../../shared/contract.ts'
import type { AuthorKey, RecordId, ReportId } from '../../../shared/ids.ts'
import { titleOfContent } from '../../../shared/record-title.ts'
import type { Revision } from '../../../shared/records.ts'
import { knownDesks, maySpeak } from '../../exchange/authorship.ts'
import type { Gathered } from '../../exchange/gather.ts'
import { runAtOnce } from '../../exchange/pace.ts'
import type { HandedOver } from '../../store/removal.ts'
import type { Store } from '../../store/store.ts'
import { ownDesks } from '../contacts/own-card.ts'
import { contactOf } from '../contacts/trust-status.ts'
import { identityKeyText, readIdentityRecipients } from '../sealed-identities/identity-keys.ts'
import type { Session } from '../session/session.ts'

type PreparedPlan = Out<'handover.prepare'>
type Stay = PreparedPlan['stays'][number]

export type HandOverPlan = Pick<PreparedPlan, 'goes' | 'stays' | 'blocks' | 'revising'> & {
  /** The records to erase, each with the heads in the file. */
  readonly going: readonly HandedOver[]
}

const named = (store: Store, subject: RecordId) => {
  const { kind, content } = store.records.examine(subject).record
  return { subject, kind, name: titleOfContent(kind, content) }
}

/**
 * Whether the contact may revise the records that are erased here: only the author of a record and
 * the desks that the author's card names may. Another desk could neither revise it nor send a
 * withdrawal.
 */
const revisingOf = (
  store: Store,
  us: AuthorKey,
  contact: AuthorKey,
  going: readonly RecordId[],
): PreparedPlan['revising'] => {
  const roots = new Map(going.map((id) => [id, store.revisions.rootAuthor(id)]))
  const desks = knownDesks(store)
  return {
    isNamed: ownDesks({ store }).includes(contact) || ![...roots.values()].includes(us),
    foreign: going
      .filter((id) => {
        const root = roots.get(id) ?? null
        return root !== us && root !== contact && !maySpeak(root, contact, desks)
      })
      .map((id) => named(store, id)),
    had: going.filter((id) => hadBefore(store, contact, id)).map((id) => named(store, id)),
    sealed: opensSeals(store, contact)
      ? []
      : store.sources
          .list()
          .filter(({ content }) => content.kind === 'protected')
          .map(({ id }) => id as string as RecordId)
          .filter((id) => going.includes(id))
          .map((id) => named(store, id)),
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

/** The report of a claim and the source of a phrase, by the claim or phrase. */
const ownersOf = (store: Store): Map<string, RecordId> =>
  new Map<string, RecordId>([
    ...store.claims
      .list()
      .map(({ id, content }) => [id, content.reportId as string as RecordId] as const),
    ...store.attributions
      .list()
      .map(({ id, content }) => [id, content.sourceId as string as RecordId] as const),
  ])

/**
 * The records that can be erased here once the file is safe: every record in the file, except those
 * that a remaining record refers to and those that belong to a remaining record. Synchronous.
 *
 * @throws Failure 'not-found' when a record is gone; 'tampered'.
 */
export const planHandOver = (
  { store, author: us }: Pick<Session, 'store' | 'author'>,
  { choice, contact }: Pick<Parsed<'handover.prepare'>, 'choice' | 'contact'>,
  gathered: Gathered,
): HandOverPlan => {
  const { records: bySubject } = gathered
  const owners = ownersOf(store)
  const kept = new Map([...bySubject.keys()].map((id) => [id, store.records.keptBy(id)]))
  const going = new Set(bySubject.keys())
  const stays = new Map<RecordId, Pick<Stay, 'why'> & { readonly by: readonly RecordId[] }>()
  const reasonOf = (id: RecordId): ReturnType<typeof stays.get> => {
    const keeps = kept.get(id)
    if (keeps?.isOneOrigin === true) return { why: 'one-origin', by: [] }
    const by = (keeps?.by ?? []).filter((other) => !going.has(other))
    if (by.length > 0) return { why: 'used', by }
    const owner = owners.get(id)
    return owner === undefined || going.has(owner) ? undefined : { why: 'belongs', by: [owner] }
  }
  // A remaining record may require others to remain: repeat until the set no longer changes.
  for (let before = -1; before !== going.size;) {
    before = going.size
    for (const id of going) {
      const reason = reasonOf(id)
      if (reason === undefined) continue
      stays.set(id, reason)
      going.delete(id)
    }
  }
  const chosen: readonly ReportId[] =
    choice.kind === 'case' ? store.reports.ofCase(choice.caseId) : choice.reportIds
  const drafts = [...new Set(chosen)].filter((id) => {
    const { state, head } = store.reports.get(id)
    return state !== 'filed' && (head === null || bySubject.has(id as string as RecordId))
  })
  const hasHolds = store.retention.list().some(({ hold }) => hold)
  const held = hasHolds ? [...going].filter((id) => runAtOnce(store.retention.readIsHeld(id))) : []
  const count = (kind: Revision['kind']): number =>
    [...going].filter((id) => bySubject.get(id)?.kind === kind).length
  return {
    revising: contact === undefined ? null : revisingOf(store, us, contact, [...going]),
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
    stays: [...stays].map(([id, { why, by }]) => ({
      ...named(store, id),
      why,
      by: by.map((other) => named(store, other)),
    })),
    blocks: [
      ...drafts.map((id) => ({
        ...named(store, id as string as RecordId),
        why: 'draft' as const,
      })),
      ...held.map((id) => ({ ...named(store, id), why: 'hold' as const })),
    ],
  }
}
