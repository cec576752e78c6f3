import type { Attribution, AttributionContent } from '../../shared/claims.ts'
import type { VaultHandlers } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { AttributionId, RecordId } from '../../shared/ids.ts'
import type { SourceId } from '../../shared/ids.ts'
import type { NamedRecord } from '../store/types.ts'
import { jointOf, jointPoolFor, publicationsWith } from './phrases.ts'
import { newRecordId } from './record-id.ts'
import { signRevision } from './revise.ts'
import type { Session } from './session.ts'

type Channels = Extract<keyof VaultHandlers, `attributions.${string}`>

const withUse = (
  { store }: Session,
  records: readonly NamedRecord<AttributionId, AttributionContent>[],
): Attribution[] => {
  const publications = store.publications.list()
  return records.map((record) => ({
    ...record,
    usedIn: publicationsWith(record.id, publications),
  }))
}

/** The phrases of one source, or of all, newest first, and where each is printed. */
export const attributionsOf = (session: Session, sourceId: SourceId | null): Attribution[] =>
  withUse(
    session,
    session.store.attributions
      .list()
      .filter(({ content }) => sourceId === null || content.sourceId === sourceId),
  )

/** Every save of a phrase is a signed revision. It stays with the source that it was made for. */
export const attributionHandlers = (session: () => Session): Pick<VaultHandlers, Channels> => ({
  'attributions.list': ({ sourceId }) => attributionsOf(session(), sourceId),
  'attributions.save': ({ id: known, rev, content }) => {
    const open = session()
    if (known === null) open.store.sources.get(content.sourceId)
    else if (open.store.attributions.get(known).content.sourceId !== content.sourceId) {
      throw new Failure('invalid', { fields: ['content.sourceId'] })
    }
    const id = known ?? AttributionId.parse(newRecordId())
    const revision = signRevision(open, {
      subject: RecordId.parse(id),
      kind: 'attribution',
      content,
    })
    const saved = open.store.attributions.save({ id, rev, content, revision })
    open.emit({ kind: 'changed' })
    const [attribution] = withUse(open, [saved])
    if (attribution === undefined) throw new Failure('internal')
    return attribution
  },
  'attributions.together': ({ sourceId }) => {
    const open = session()
    const source = open.store.sources.get(sourceId)
    const phrases = attributionsOf(open, sourceId).filter(({ usedIn }) => usedIn.length > 0)
    return {
      phrases,
      joint: jointOf(phrases.map(({ content }) => content)),
      pool: jointPoolFor(source.content, phrases),
    }
  },
})
