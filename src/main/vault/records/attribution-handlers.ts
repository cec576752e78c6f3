import type { Attribution, AttributionContent } from '../../../shared/claims.ts'
import type { VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import { AttributionId, RecordId } from '../../../shared/ids.ts'
import type { SourceId } from '../../../shared/ids.ts'
import type { NamedRecord } from '../../store/named-records.ts'
import { daysOf } from '../custody/export-history.ts'
import { jointPoolFor } from '../review/joint-pool.ts'
import { createYield, runPaced } from '../../exchange/pace.ts'
import { readOrigins } from '../custody/origins.ts'
import { jointOf, phrasesAs, publicationsWith } from '../review/phrases.ts'
import { newRecordId } from '../session/record-id.ts'
import { signRevision } from '../session/revise.ts'
import type { Session } from '../session/session.ts'

type AttributionChannel = Extract<keyof VaultHandlers, `attributions.${string}`>

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

/** The phrases of one source, or of all, newest first, with the publications that use each. */
export const attributionsOf = (session: Session, sourceId: SourceId | null): Attribution[] =>
  withUse(
    session,
    session.store.attributions
      .list()
      .filter(({ content }) => sourceId === null || content.sourceId === sourceId),
  )

/** Whether a phrase was ever published, by any publication. */
export const wasPrinted = ({ store }: Session, id: string): boolean =>
  daysOf(store, id, 'record.published').length > 0

/**
 * The phrases that readers can combine: those that a publication prints or will print, and those
 * published in the past, even if the publication was deleted.
 *
 * @param origin all sources that are the same person, from `originsIn`.
 */
export const printedOf = (session: Session, origin: readonly SourceId[]): Attribution[] =>
  attributionsOf(session, null).filter(
    ({ id, usedIn, content }) =>
      origin.includes(content.sourceId) && (usedIn.length > 0 || wasPrinted(session, id)),
  )

/** The fields of a phrase that can't change after it was printed. Its pool and basis can. */
const told = ['phrase', 'language', 'role', 'organisation', 'region', 'period'] as const

/**
 * A phrase keeps its source, and a printed phrase keeps its text.
 *
 * @param known its earlier content, in each version.
 * @throws Failure 'invalid', 'in-use'.
 */
export const checkPhrase = (
  session: Session,
  id: string,
  known: readonly AttributionContent[],
  content: AttributionContent,
): void => {
  if (!known.some(({ sourceId }) => sourceId === content.sourceId)) {
    throw new Failure('invalid', { fields: ['content.sourceId'] })
  }
  // Readers have the printed text and can combine it with other phrases.
  const isTold = known.some((before) => told.every((key) => before[key] === content[key]))
  if (!isTold && wasPrinted(session, id)) throw new Failure('in-use')
}

/** Every save of a phrase is a signed revision. */
export const attributionHandlers = (
  session: () => Session,
): Pick<VaultHandlers, AttributionChannel> => ({
  'attributions.list': ({ sourceId }) => attributionsOf(session(), sourceId),
  'attributions.save': ({ id: known, rev, content }) => {
    const open = session()
    if (known === null) open.store.sources.get(content.sourceId)
    else checkPhrase(open, known, [open.store.attributions.get(known).content], content)
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
  'attributions.together': async ({ sourceId }) => {
    const open = session()
    open.store.sources.get(sourceId)
    const originOf = await runPaced(readOrigins(open.store), createYield())
    const origin = originOf(sourceId)
    const phrases = printedOf(open, origin)
    return {
      phrases,
      joint: jointOf(phrases.map(({ content }) => content)),
      pool: jointPoolFor(open.store, origin, phrases),
      as: phrasesAs(phrases),
    }
  },
})
