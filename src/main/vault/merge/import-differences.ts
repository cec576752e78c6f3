import type { Out } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../../shared/ids.ts'
import type { Revision } from '../../../shared/records.ts'
import { goesBackTo } from '../../exchange/common-ancestor.ts'
import { noPace } from '../../exchange/pace.ts'
import { plan } from '../../exchange/plan.ts'
import type { VerifiedBundle } from '../../exchange/verify-bundle.ts'
import { signerName } from '../contacts/trust-status.ts'
import type { Session } from '../session/session.ts'

type Differences = Out<'imports.differences'>
type ComparedContent = Differences['versions'][number]['after']

const contentOf = ({ content }: Revision): ComparedContent => JSON.parse(content) as ComparedContent

/**
 * For one record: each version in a file that would become a head here, next to the local one that
 * it follows or conflicts with. Ignores a local draft.
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
  const [item] = await plan({ revisions: own, seals, cards }, store, noPace)
  if (item === undefined) throw new Failure('not-found')
  const { kind, heads } = item
  const added = [...item.revisions]
  const state = store.revisions.heads(subject)
  const local =
    item.isHere && item.effect !== 'refused'
      ? store.revisions.list(subject).map(({ revision }) => revision)
      : []
  const tree = new Map([...local, ...added].map((one) => [one.id, one]))
  const follows = (tip: RevisionId): Revision | undefined => {
    const lines = (state?.heads ?? []).filter((head) => goesBackTo(tree.values(), tip, head))
    const shown = state?.head ?? null
    const before = lines.length === 0 || lines.includes(shown as RevisionId) ? shown : lines[0]
    return tree.get(before as RevisionId)
  }
  return {
    subject,
    kind,
    versions: added
      .filter(({ id }) => heads.includes(id))
      .map((revision) => {
        const before = follows(revision.id)
        return {
          revision: revision.id,
          author: signerName(session, revision.author),
          day: revision.day,
          before: before === undefined ? null : contentOf(before),
          after: contentOf(revision),
        }
      }),
  }
}
