import { Failure } from '../../../shared/failure.ts'
import type { RecordId, SourceId } from '../../../shared/ids.ts'
import { SourceContent } from '../../../shared/records.ts'
import type { Revision } from '../../../shared/records.ts'
import type { Store } from '../../store/store.ts'

type SourceRevision = { readonly revision: Revision; readonly content: SourceContent }

/**
 * Every revision of a source with its content, in the order of `store.revisions.each`, each read
 * when it is asked for.
 *
 * @throws Failure 'not-found' if the id is that of a record of another kind; 'tampered'.
 */
export const eachSourceRevision = function* (
  store: Store,
  id: SourceId,
): Generator<SourceRevision, void, void> {
  for (const { revision } of store.revisions.each(id as string as RecordId)) {
    if (revision.kind !== 'source') throw new Failure('not-found')
    yield { revision, content: SourceContent.parse(JSON.parse(revision.content)) }
  }
}
