import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import { limits } from '../../shared/limits.ts'
import { bySubject } from './by-subject.ts'
import { headsOf } from './merge.ts'
import type { RevisionNode } from './merge.ts'

/** Does one record have more revisions or unmerged versions than the format allows? */
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
