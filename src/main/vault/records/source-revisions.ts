import { Failure } from '../../../shared/failure.ts'
import type { RecordId, SourceId } from '../../../shared/ids.ts'
import { SourceContent } from '../../../shared/records.ts'
import type { Store } from '../../store/types.ts'

/**
 * Every revision of a source with its content, as `store.revisions.list` orders them: also of one that
 * was removed; none of one that never was here.
 *
 * @throws Failure 'not-found' when the id is that of a record of another kind; 'tampered'.
 */
export const sourceRevisions = (store: Store, id: SourceId) =>
  store.revisions.list(id as string as RecordId).map(({ revision }) => {
    if (revision.kind !== 'source') throw new Failure('not-found')
    return { revision, content: SourceContent.parse(JSON.parse(revision.content)) }
  })
