import type { CustodyChain } from '../../../shared/custody.ts'
import type { AuthorKey, RecordId } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import { bySubject } from '../../exchange/by-subject.ts'
import { intactSteps, joinChains, keptHashSteps } from '../../exchange/custody-chain.ts'
import type { PlannedItem } from '../../exchange/plan.ts'
import type { ChainKey } from '../../store/custody.ts'
import type { Store } from '../../store/store.ts'

/** A change of the stored chains of one holder of a record; `chain` null: nothing is added. */
export type PlannedChain = {
  readonly subject: RecordId
  readonly holder: AuthorKey
  /** Digests of stored chains that are replaced. */
  readonly removed: readonly string[]
  readonly chain: CustodyChain | null
}

/** The import that brings the chains. */
type Bringing = {
  readonly chains: readonly CustodyChain[]
  readonly sender: AuthorKey
  /** Its records, with their new revisions. */
  readonly chosen: readonly PlannedItem[]
  /** Other records whose arrival with this file is noted. */
  readonly known: readonly RecordId[]
}

/**
 * Known holders of a record: its authors, contacts, and senders of files with it. A sender can
 * invent any number of other holders.
 */
const createKnownHolders = (
  { revisions, contacts, custody }: Store,
  { sender, chosen, known }: Bringing,
): ((subject: RecordId) => (holder: AuthorKey) => boolean) => {
  const isContact = new Set(contacts.list().map(({ author }) => author))
  const arriving = new Map(chosen.map(({ subject, revisions: added }) => [subject, added]))
  const isKnownRecord = new Set(known)
  return (subject) => {
    const added = arriving.get(subject) ?? []
    const isNear = new Set<AuthorKey>([
      ...revisions.authors(subject),
      ...added.map(({ author }) => author),
      ...custody.arrivals(subject).map((arrival) => arrival.sender),
      ...(added.length > 0 || isKnownRecord.has(subject) ? [sender] : []),
    ])
    return (holder) => isNear.has(holder) || isContact.has(holder)
  }
}

/** A holder can sign any number of diverging accounts: a limited number proves that they diverge. */
const bounded = (chains: readonly CustodyChain[]): readonly CustodyChain[] =>
  [...chains].sort((a, b) => (a.signature < b.signature ? -1 : 1)).slice(0, limits.custodyForks)

/** Limits the unknown holders of a record; those with accounts stored here come first. */
const withoutCrowds = (
  isKnown: (holder: AuthorKey) => boolean,
  stored: readonly ChainKey[],
  taken: readonly CustodyChain[],
): readonly CustodyChain[] => {
  const strangers = new Set(stored.map(({ holder }) => holder).filter((holder) => !isKnown(holder)))
  return taken.filter(({ holder, lines }) => {
    if (isKnown(holder)) return true
    if (lines.length > limits.custodyStrangerLines) return false
    if (strangers.has(holder)) return true
    if (strangers.size >= limits.custodyStrangers) return false
    strangers.add(holder)
    return true
  })
}

const changesOf = function* (
  { custody }: Store,
  subject: RecordId,
  taken: readonly CustodyChain[],
  isKnown: (holder: AuthorKey) => boolean,
): Generator<undefined, PlannedChain[], void> {
  const keys = custody.keys(subject)
  const stored = new Map<AuthorKey, ChainKey[]>()
  for (const key of keys) stored.set(key.holder, [...(stored.get(key.holder) ?? []), key])
  const digests = new Map<CustodyChain, string>()
  const joined = new Map<AuthorKey, readonly CustodyChain[]>()
  for (const chain of withoutCrowds(isKnown, keys, taken)) {
    const { holder } = chain
    let known = joined.get(holder)
    if (known === undefined) {
      const intact: CustodyChain[] = []
      for (const key of stored.get(holder) ?? []) {
        yield
        const found = custody.at(subject, key)?.chain ?? null
        // A stored chain that was tampered with must not block an intact copy.
        if (found === null || !(yield* intactSteps(found))) continue
        // Joining compares the hashes.
        yield* keptHashSteps(found)
        digests.set(found, key.digest)
        intact.push(found)
      }
      known = intact
    }
    yield* keptHashSteps(chain)
    // Bounded at each step: a file may have thousands of diverging chains of one holder.
    joined.set(holder, bounded(joinChains(known, chain)))
    yield
  }
  return [...joined].flatMap(([holder, kept]): PlannedChain[] => {
    const isKept = new Set(kept.map((chain) => digests.get(chain)))
    const removed = (stored.get(holder) ?? [])
      .map(({ digest }) => digest)
      .filter((digest) => !isKept.has(digest))
    const added = kept.filter((chain) => !digests.has(chain))
    if (added.length === 0) {
      return removed.length === 0 ? [] : [{ subject, holder, removed, chain: null }]
    }
    return added.map((chain, i) => ({ subject, holder, removed: i === 0 ? removed : [], chain }))
  })
}

/**
 * What an import changes in the stored chains: each chain of the file is joined with the stored
 * chains of its holder, and chains above the limits are left out. Only about records that will be
 * here. Yields between its steps. The result is right until another import changes the chains.
 *
 * @throws Failure 'tampered'.
 */
export const planChains = function* (
  store: Store,
  bringing: Bringing,
): Generator<undefined, PlannedChain[], void> {
  const { chains, chosen } = bringing
  if (chains.length === 0) return []
  const isNew = new Set(
    chosen.filter(({ revisions }) => revisions.length > 0).map(({ subject }) => subject),
  )
  const holdersOf = createKnownHolders(store, bringing)
  const changes: PlannedChain[] = []
  for (const [subject, group] of bySubject(chains)) {
    yield
    if (!isNew.has(subject) && store.revisions.heads(subject) === null) continue
    changes.push(...(yield* changesOf(store, subject, group, holdersOf(subject))))
  }
  return changes
}
