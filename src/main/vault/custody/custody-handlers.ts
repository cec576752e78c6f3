import { fingerprint } from '../../../crypto/fingerprint.ts'
import type { Out, VaultHandlers } from '../../../shared/contract.ts'
import type { Notice } from '../../../shared/custody.ts'
import type { AuthorKey } from '../../../shared/ids.ts'
import { createYield, runPaced } from '../../exchange/pace.ts'
import { unhex } from '../../exchange/revision.ts'
import { mayRevise } from '../session/may-revise.ts'
import { senderOf } from '../contacts/trust-status.ts'
import { isAuthentic } from '../session/revise.ts'
import type { Session } from '../session/session.ts'
import { shownAdvisories } from './advisories.ts'
import { holdersOf } from './shown-chains.ts'
import { eachValidAdvisory } from './valid-advisories.ts'

type CustodyChannel = 'custody.of' | 'records.revisable'

const whose = (open: Session, key: AuthorKey) => ({
  author: fingerprint(unhex(key)),
  from: senderOf(open, key),
})

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
    const known = new Map<AuthorKey, ReturnType<typeof whose>>()
    const who = (key: AuthorKey) => {
      const found = known.get(key) ?? whose(open, key)
      known.set(key, found)
      return found
    }
    const { kind } = store.records.examine(id).record
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
    const holders = await runPaced(holdersOf(open, id, kind, who), next)
    const notices: Notice[] = []
    for (const notice of eachValidAdvisory(store, id)) {
      notices.push(notice)
      await next()
    }
    return {
      revisions: revisions.reverse(),
      holders,
      notices: await runPaced(
        shownAdvisories(
          open,
          notices.sort((a, b) => (a.day > b.day ? -1 : 1)),
        ),
        next,
      ),
    }
  },
})
