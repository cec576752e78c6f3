import { fingerprint } from '../../../crypto/fingerprint.ts'
import type { Out, VaultHandlers } from '../../../shared/contract.ts'
import type { CustodyChain } from '../../../shared/custody.ts'
import type { AuthorKey, RecordId } from '../../../shared/ids.ts'
import { chainHolds, hashesOf } from '../../exchange/custody-chain.ts'
import { unhex } from '../../exchange/revision.ts'
import { mayRevise } from '../contacts/may-revise.ts'
import { senderOf } from '../contacts/standing.ts'
import { isAuthentic } from '../revise.ts'
import type { Session } from '../session.ts'
import { chainsOf } from './chains.ts'
import { shownNotice } from './notices.ts'
import { standingNotices } from './standing-notices.ts'

const shownChain = (chain: CustodyChain) => {
  const hashes = hashesOf(chain)
  return {
    holds: chainHolds(chain),
    signed: { subjectKind: chain.subjectKind, signature: chain.signature },
    lines: chain.lines.map((line, i) => ({
      hash: hashes[i] ?? '',
      told: 'seq' in line ? line : null,
    })),
  }
}

type Channels = 'custody.of' | 'records.revisable'

const whose = (open: Session, key: AuthorKey) => ({
  author: fingerprint(unhex(key)),
  from: senderOf(open, key),
})

/** What the signed manifests say of the files that a record came in; the vault's digest covers them. */
const arrivalsOf = (open: Session, id: RecordId): Out<'custody.of'>['arrivals'] => {
  const arrivals = open.store.custody.arrivals(id)
  if (arrivals.length === 0) return []
  const files = open.store.exchange.imports()
  return arrivals.flatMap(({ sender, exportId, received, txn }) => {
    const file = files.find((one) => one.sender === sender && one.exportId === exportId)
    if (file === undefined) return []
    return [{ ...whose(open, sender), exported: file.day, received, digest: file.hash, txn }]
  })
}

/** Who wrote a record and who has had it. All of it is checked anew, each time. */
export const custodyHandlers = (session: () => Session): Pick<VaultHandlers, Channels> => ({
  'records.revisable': ({ id }) => {
    const open = session()
    const root = open.store.revisions.rootAuthor(id)
    return root === null || mayRevise(open, id)
      ? { may: true, by: null }
      : { may: false, by: whose(open, root) }
  },
  'custody.of': ({ id }) => {
    const open = session()
    const { store } = open
    const who = (key: AuthorKey) => whose(open, key)
    const { kind } = store.records.examine(id).record
    const chains = chainsOf(open, id, kind)
    const unreadable = store.custody.unreadable(id)
    const others = [...new Set([...chains.map(({ holder }) => holder), ...unreadable])].filter(
      (holder) => holder !== open.author,
    )
    // A draft has no revision, and nobody else has had it.
    const revisions = store.revisions.heads(id) === null ? [] : store.revisions.list(id)
    return {
      revisions: [...revisions].reverse().map(({ revision }) => ({
        id: revision.id,
        day: revision.day,
        ...who(revision.author),
        parents: [...revision.parents],
        holds: isAuthentic(revision),
      })),
      holders: [open.author, ...others.sort()].map((holder) => ({
        ...who(holder),
        key: holder,
        chains: [
          ...chains.filter((chain) => chain.holder === holder).map(shownChain),
          ...unreadable
            .filter((one) => one === holder)
            .map(() => ({ holds: false, signed: null, lines: [] })),
        ],
      })),
      arrivals: arrivalsOf(open, id),
      notices: standingNotices(store, id)
        .sort((a, b) => (a.day > b.day ? -1 : 1))
        .map((notice) => shownNotice(open, notice)),
    }
  },
})
