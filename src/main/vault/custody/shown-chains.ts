import type { Out } from '../../../shared/contract.ts'
import type { CustodyChain } from '../../../shared/custody.ts'
import type { AuthorKey, RecordId } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import type { Revision } from '../../../shared/records.ts'
import { hashSteps, intactSteps } from '../../exchange/custody-chain.ts'
import type { Session } from '../session/session.ts'
import { chainsOf } from './chains.ts'

type ShownHolder = Out<'custody.of'>['holders'][number]
type ShownChain = ShownHolder['chains'][number]
type KeyOwner = (key: AuthorKey) => Pick<ShownHolder, 'author' | 'from'>

/** Arrivals that are named in one step. */
const arrivalsAtOnce = 50

const entriesOf = ({ lines, arrivals = [] }: CustodyChain): number => lines.length + arrivals.length

const omittedChain = (chain: CustodyChain, holds: boolean): ShownChain => ({
  holds,
  signed: { subjectKind: chain.subjectKind, signature: chain.signature },
  lines: [],
  arrivals: [],
  omitted: entriesOf(chain),
})

const unreadableChain: ShownChain = {
  holds: false,
  signed: null,
  lines: [],
  arrivals: [],
  omitted: 0,
}

const wholeChain = function* (
  chain: CustodyChain,
  holds: boolean,
  who: KeyOwner,
): Generator<undefined, ShownChain, void> {
  const hashes = yield* hashSteps(chain)
  const arrivals: ShownChain['arrivals'] = []
  for (const arrival of chain.arrivals ?? []) {
    arrivals.push({ ...who(arrival.sender), ...arrival })
    if (arrivals.length % arrivalsAtOnce === 0) yield
  }
  const lines = chain.lines.map((line, i) => ({
    hash: hashes[i] ?? '',
    told: 'seq' in line ? line : null,
  }))
  return { ...omittedChain(chain, holds), lines, arrivals, omitted: 0 }
}

/** A verified chain; `chain` is null once its lines are left out. */
type VerifiedChain = {
  readonly holder: AuthorKey
  readonly holds: boolean
  readonly entries: number
  readonly shown: ShownChain
  chain: CustodyChain | null
}

const signatureOf = ({ shown: { signed } }: VerifiedChain): string => signed?.signature ?? ''

const longestFirst = (a: VerifiedChain, b: VerifiedChain): number =>
  b.entries - a.entries || (signatureOf(a) < signatureOf(b) ? -1 : 1)

/**
 * Leaves out the longest chains until the rest fits, and ours only after all others: our newest
 * chain, the last of ours, always fits. The order of arrival makes no difference.
 *
 * @returns the lines and arrivals that are left.
 */
const leaveOut = (verified: readonly VerifiedChain[], us: AuthorKey): number => {
  const whole = verified.filter(({ chain }) => chain !== null)
  let left = whole.reduce((sum, { entries }) => sum + entries, 0)
  const [ours, others] = [true, false].map((isOurs) =>
    whole.filter(({ holder }) => (holder === us) === isOurs),
  )
  for (const one of [...(others ?? []).sort(longestFirst), ...(ours ?? [])]) {
    if (left <= limits.custodyShown) break
    one.chain = null
    left -= one.entries
  }
  return left
}

/**
 * The holders of a record, this vault first, with their chains. All chains are verified, one at a
 * time; the answer has the lines of as many as fit in `limits.custodyShown`, the shortest first, so
 * that a long account of one holder hides no other. Yields between the steps.
 *
 * @throws Failure 'tampered'.
 */
export const holdersOf = function* (
  session: Session,
  id: RecordId,
  kind: Revision['kind'],
  who: KeyOwner,
): Generator<undefined, ShownHolder[], void> {
  const verified: VerifiedChain[] = []
  const unreadable: AuthorKey[] = []
  let held = 0
  for (const received of chainsOf(session, id, kind)) {
    yield
    if (received === undefined) continue
    const { holder, chain } = received
    if (chain === null) {
      unreadable.push(holder)
      continue
    }
    const holds = yield* intactSteps(chain)
    const entries = entriesOf(chain)
    verified.push({ holder, holds, entries, shown: omittedChain(chain, holds), chain })
    held += entries
    // Twice as many are held for a moment, so that the list is sorted only a few times.
    if (held > 2 * limits.custodyShown) held = leaveOut(verified, session.author)
  }
  leaveOut(verified, session.author)
  const others = new Set([...verified.map(({ holder }) => holder), ...unreadable])
  others.delete(session.author)
  const holders = new Map<AuthorKey, ShownHolder>(
    [session.author, ...[...others].sort()].map((key) => [key, { ...who(key), key, chains: [] }]),
  )
  for (const { holder, holds, shown, chain } of verified) {
    const whole = chain === null ? shown : yield* wholeChain(chain, holds, who)
    holders.get(holder)?.chains.push(whole)
  }
  for (const holder of unreadable) holders.get(holder)?.chains.push(unreadableChain)
  return [...holders.values()]
}
