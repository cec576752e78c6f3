import { Failure } from '../../../shared/failure.ts'
import type { RecordId, SourceId } from '../../../shared/ids.ts'
import { SourceContent } from '../../../shared/records.ts'
import type { Store } from '../../store/store.ts'

/**
 * Every revision of a source with its content, in the order of `store.revisions.list`. Includes
 * deleted sources; empty for a source that was never in this vault.
 *
 * @throws Failure 'not-found' if the id is that of a record of another kind; 'tampered'.
 */
export const sourceRevisions = (store: Store, id: SourceId) =>
  store.revisions.list(id as string as RecordId).map(({ revision }) => {
    if (revision.kind !== 'source') throw new Failure('not-found')
    return { revision, content: SourceContent.parse(JSON.parse(revision.content)) }
  })
