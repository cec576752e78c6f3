import type { Out } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import type { Revision } from '../../../shared/records.ts'
import { ancestryIn } from '../../exchange/common-ancestor.ts'
import type { RevisionNode } from '../../exchange/merge.ts'
import { createYield } from '../../exchange/pace.ts'
import { plan } from '../../exchange/plan.ts'
import type { VerifiedBundle } from '../../exchange/verify-bundle.ts'
import { signerName } from '../contacts/trust-status.ts'
import type { Session } from '../session/session.ts'

type Differences = Out<'imports.differences'>
type ComparedContent = Differences['versions'][number]['after']

const contentOf = ({ content }: Revision): ComparedContent => JSON.parse(content) as ComparedContent

/**
 * For one record: each version in a file that would become a head here, next to the local one that
 * it follows or conflicts with; at most 16, and the number of the others. Ignores a local draft.
 *
 * @throws Failure 'not-found' for a record that is not in the file; 'tampered'.
 */
export const differencesOf = async (
  session: Session,
  { revisions, seals, cards }: VerifiedBundle,
  subject: RecordId,
): Promise<Differences> => {
  const { store } = session
  const own = revisions.filter((revision) => revision.subject === subject)
  const next = createYield()
  const [item] = await plan({ revisions: own, seals, cards }, store, next)
  if (item === undefined) throw new Failure('not-found')
  const { kind, heads } = item
  const added = [...item.revisions]
  const state = store.revisions.heads(subject)
  const tree: RevisionNode[] = added.map(({ id, parents }) => ({ id, parents }))
  if (item.isHere && item.effect !== 'refused') {
    for (const { revision } of store.revisions.each(subject)) {
      tree.push({ id: revision.id, parents: revision.parents })
      await next()
    }
  }
  const here = new Set(tree.map(({ id }) => id))
  const before = ancestryIn(tree)
  const follows = (tip: RevisionId): RevisionId | null => {
    const line = before(tip)
    const lines = (state?.heads ?? []).filter((head) => line.has(head))
    const shown = state?.head ?? null
    const found = lines.length === 0 || lines.includes(shown as RevisionId) ? shown : lines[0]
    return found !== undefined && found !== null && here.has(found) ? found : null
  }
  const isHead = new Set(heads)
  const tips = added.filter(({ id }) => isHead.has(id))
  const versions: Differences['versions'] = []
  for (const revision of tips.slice(0, limits.parents)) {
    await next()
    const previous = follows(revision.id)
    versions.push({
      revision: revision.id,
      author: signerName(session, revision.author),
      day: revision.day,
      before: previous === null ? null : contentOf(store.revisions.get(previous).revision),
      after: contentOf(revision),
    })
  }
  return { subject, kind, versions, more: tips.length - versions.length }
}
