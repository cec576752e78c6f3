import { fingerprint } from '../../../crypto/fingerprint.ts'
import { contentSchemas } from '../../../shared/content-schemas.ts'
import type { Out } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import type { Revision } from '../../../shared/records.ts'
import { nearestCommon } from '../../exchange/common-ancestor.ts'
import type { RevisionNode } from '../../exchange/merge.ts'
import { createYield } from '../../exchange/pace.ts'
import { unhex } from '../../exchange/revision.ts'
import type { RawRecord } from '../../store/record-state.ts'
import { signerName } from '../contacts/trust-status.ts'
import type { Session } from '../session/session.ts'

export type Versions = Out<'records.versions'>

/** @throws Failure 'not-found' also for a deleted record; 'tampered'. */
export const recordOf = ({ store }: Session, id: RecordId): RawRecord => {
  const { record, holds } = store.records.examine(id)
  if (!holds) throw new Failure('tampered')
  if (record.removed) throw new Failure('not-found')
  return record
}

/** The heads that one merge can replace; the base of the working content first. */
export const headsToMerge = ({ head, heads }: RawRecord): RevisionId[] =>
  [...heads]
    .sort((a, b) => Number(b === head) - Number(a === head) || (a < b ? -1 : 1))
    .slice(0, limits.parents)

/**
 * All conflicting versions of a record and their common ancestors; of more ancestors than a revision
 * may have parents none, so that the user is asked about all that differs. A draft is a version of
 * its own: it replaces the revision that it is based on, even if that revision has a successor.
 *
 * @throws Failure 'not-found', 'tampered'.
 */
export const versionsOf = async (session: Session, id: RecordId): Promise<Versions> => {
  const next = createYield()
  const { store, author } = session
  const record = recordOf(session, id)
  const { kind, rev, head, heads, state, content, updatedDay } = record
  const chosen = headsToMerge(record)
  const tips = new Set([...chosen, ...(state !== 'revising' || head === null ? [] : [head])])
  // The whole tree, but only the texts that are shown: a record may have thousands of revisions.
  const tree = new Map<RevisionId, RevisionNode>()
  const revisions = new Map<RevisionId, Revision>()
  for (const { revision } of store.revisions.each(id)) {
    tree.set(revision.id, { id: revision.id, parents: revision.parents })
    if (tips.has(revision.id)) revisions.set(revision.id, revision)
    await next()
  }
  // Parsed with the schema, so that fields missing in older revisions get their defaults.
  const read = (text: string): Versions['bases'][number] =>
    contentSchemas[kind].parse(JSON.parse(text))
  const contentOf = (of: RevisionId): Versions['bases'] => {
    const revision = revisions.get(of) ?? (tree.has(of) ? store.revisions.get(of).revision : null)
    return revision === null ? [] : [read(revision.content)]
  }
  const draft =
    state === 'revising'
      ? [
          {
            revision: null,
            author: fingerprint(unhex(author)),
            byUs: true,
            day: updatedDay,
            content: read(content),
          },
        ]
      : []
  const filed: Versions['sides'] = []
  for (const one of chosen.filter((tip) => draft.length === 0 || tip !== head)) {
    await next()
    const revision = revisions.get(one)
    if (revision === undefined) throw new Failure('tampered')
    filed.push({
      revision: one,
      author: signerName(session, revision.author),
      byUs: revision.author === author,
      day: revision.day,
      content: read(revision.content),
    })
  }
  const bases: Versions['bases'] = []
  const common = nearestCommon(tree.values(), [...tips])
  // Some of them could agree where the others differ, and a change would be taken without a question.
  for (const one of common.length > limits.parents ? [] : common) {
    await next()
    bases.push(...contentOf(one))
  }
  return {
    id,
    kind,
    rev,
    heads: [...heads],
    bases,
    sides: [...draft, ...filed],
    more: heads.length - chosen.length,
  }
}
