import { fingerprint } from '../../../crypto/fingerprint.ts'
import type { Out, VaultHandlers } from '../../../shared/contract.ts'
import type { CustodyChain, Notice, ToldArrival } from '../../../shared/custody.ts'
import type { AuthorKey } from '../../../shared/ids.ts'
import { isChainIntact, hashesOf } from '../../exchange/custody-chain.ts'
import { createYield } from '../../exchange/pace.ts'
import { unhex } from '../../exchange/revision.ts'
import { mayRevise } from '../session/may-revise.ts'
import { senderOf } from '../contacts/trust-status.ts'
import { isAuthentic } from '../session/revise.ts'
import type { Session } from '../session/session.ts'
import { chainsOf } from './chains.ts'
import { shownAdvisories } from './advisories.ts'
import { eachValidAdvisory } from './valid-advisories.ts'

type CustodyChannel = 'custody.of' | 'records.revisable'

const whose = (open: Session, key: AuthorKey) => ({
  author: fingerprint(unhex(key)),
  from: senderOf(open, key),
})

const shownArrivals = (open: Session, arrivals: readonly ToldArrival[]) =>
  arrivals.map((arrival) => ({ ...whose(open, arrival.sender), ...arrival }))

const shownChain = (open: Session, chain: CustodyChain) => {
  const hashes = hashesOf(chain)
  return {
    holds: isChainIntact(chain),
    signed: { subjectKind: chain.subjectKind, signature: chain.signature },
    lines: chain.lines.map((line, i) => ({
      hash: hashes[i] ?? '',
      told: 'seq' in line ? line : null,
    })),
    arrivals: shownArrivals(open, chain.arrivals ?? []),
  }
}

/** The authors and holders of a record. Everything is verified on each call. */
export const custodyHandlers = (session: () => Session): Pick<VaultHandlers, CustodyChannel> => ({
  'records.revisable': ({ id }) => {
    const open = session()
    const root = open.store.revisions.rootAuthor(id)
    return root === null || mayRevise(open, id)
      ? { may: true, by: null }
      : { may: false, by: whose(open, root) }
  },
  'custody.of': async ({ id }) => {
    const open = session()
    const { store } = open
    const who = (key: AuthorKey) => whose(open, key)
    const { kind } = store.records.examine(id).record
    const chains = chainsOf(open, id, kind)
    const unreadable = store.custody.unreadable(id)
    const others = [...new Set([...chains.map(({ holder }) => holder), ...unreadable])].filter(
      (holder) => holder !== open.author,
    )
    const next = createYield()
    const revisions: Out<'custody.of'>['revisions'] = []
    // A draft has no revision, and no other vault has it.
    for (const { revision } of store.revisions.heads(id) === null ? [] : store.revisions.each(id)) {
      revisions.push({
        id: revision.id,
        day: revision.day,
        ...who(revision.author),
        parents: [...revision.parents],
        holds: isAuthentic(revision),
      })
      await next()
    }
    type Shown = Out<'custody.of'>['holders'][number]
    const holders = new Map<AuthorKey, Shown>(
      [open.author, ...others.sort()].map((holder) => [
        holder,
        { ...who(holder), key: holder, chains: [] },
      ]),
    )
    for (const chain of chains) {
      holders.get(chain.holder)?.chains.push(shownChain(open, chain))
      await next()
    }
    for (const holder of unreadable) {
      const none = { holds: false, signed: null, lines: [], arrivals: [] }
      holders.get(holder)?.chains.push(none)
    }
    const notices: Notice[] = []
    for (const notice of eachValidAdvisory(store, id)) {
      notices.push(notice)
      await next()
    }
    return {
      revisions: revisions.reverse(),
      holders: [...holders.values()],
      notices: shownAdvisories(
        open,
        notices.sort((a, b) => (a.day > b.day ? -1 : 1)),
      ),
    }
  },
})
