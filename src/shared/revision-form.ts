import { canonicalJson } from './canonical.ts'
import type { Revision } from './records.ts'

/**
 * The canonical form of a revision: everything but `id` and `signature`. Its UTF-8 bytes are what
 * `id` is the BLAKE2b-256 digest of, and what `signature` signs (docs/FORMAT-RECORDS.md).
 */
export const revisionForm = (revision: Omit<Revision, 'id' | 'signature'>): string =>
  canonicalJson({
    author: revision.author,
    content: revision.content,
    day: revision.day,
    kind: revision.kind,
    parents: revision.parents,
    seal: revision.seal,
    subject: revision.subject,
  })
