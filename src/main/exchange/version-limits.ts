import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import { limits } from '../../shared/limits.ts'
import { bySubject } from './by-subject.ts'
import { headsOf } from './merge.ts'
import type { RevisionNode } from './merge.ts'

/**
 * Does one record have more revisions or unmerged versions than the format allows?
 *
 * At most 17 keys may revise a record: its author's and those of 16 desks on a card. Each has one
 * line unless its vault was copied or restored: 256 heads leave 15 lines for each. 5,000 revisions
 * are one save on each day of more than 13 years. A draft on a replaced revision, filed here, may
 * add one head.
 */
export const areTooMany = (revisions: number, heads: number): boolean =>
  revisions > limits.revisions || heads > limits.heads

type Node = RevisionNode & { readonly subject: RecordId }

/**
 * Checks each record of a file, in linear time.
 *
 * @throws Failure 'too-many-versions' if a record has more than 5,000 revisions or 256 heads.
 */
export const refuseTooManyVersions = (revisions: Iterable<Node>): void => {
  for (const nodes of bySubject(revisions).values()) {
    if (areTooMany(nodes.length, headsOf(nodes).length)) throw new Failure('too-many-versions')
  }
}
