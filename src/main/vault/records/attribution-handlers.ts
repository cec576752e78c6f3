import type { Attribution, AttributionContent } from '../../../shared/claims.ts'
import type { Out, VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import { AttributionId, RecordId } from '../../../shared/ids.ts'
import type { SourceId } from '../../../shared/ids.ts'
import { readConsistent } from '../../exchange/pace.ts'
import { readJointPool } from '../review/joint-pool.ts'
import { readOrigins } from '../custody/origins.ts'
import { jointOf, phrasesAs, readUses } from '../review/phrases.ts'
import { linesOf } from '../session/journal-lines.ts'
import { newRecordId } from '../session/record-id.ts'
import { signRevision } from '../session/revise.ts'
import type { Session } from '../session/session.ts'

type AttributionChannel = Extract<keyof VaultHandlers, `attributions.${string}`>

/** The phrases, newest first, with the publications that use each. Yields. */
export const readPhrases = function* ({
  store,
}: Pick<Session, 'store'>): Generator<undefined, Attribution[], void> {
  const uses = yield* readUses(store.publications.each())
  const phrases: Attribution[] = []
  for (const phrase of store.attributions.each()) {
    phrases.push({ ...phrase, usedIn: [...(uses.get(phrase.id) ?? [])] })
    yield
  }
  return phrases
}

/** Whether a phrase was ever published, by any publication. */
export const wasPrinted = ({ store }: Pick<Session, 'store'>, id: string): boolean =>
  linesOf(store, id, 'record.published').next().done !== true

/**
 * Finds the phrases of a person that readers can combine: those that a publication prints or will
 * print, and those published in the past, even if the publication was deleted. Reads all phrases
 * once; yields.
 *
 * @returns takes all sources that are the same person, from `readOrigins`; yields too.
 */
export const readPrinted = function* (
  session: Pick<Session, 'store'>,
): Generator<
  undefined,
  (origin: readonly SourceId[]) => Generator<undefined, Attribution[], void>,
  void
> {
  const ofSource = new Map<SourceId, { readonly at: number; readonly phrase: Attribution }[]>()
  for (const [at, phrase] of (yield* readPhrases(session)).entries()) {
    const known = ofSource.get(phrase.content.sourceId)
    if (known === undefined) ofSource.set(phrase.content.sourceId, [{ at, phrase }])
    else known.push({ at, phrase })
    yield
  }
  return function* (origin) {
    const printed: { readonly at: number; readonly phrase: Attribution }[] = []
    for (const id of origin) {
      yield
      for (const one of ofSource.get(id) ?? []) {
        if (one.phrase.usedIn.length > 0 || wasPrinted(session, one.phrase.id)) printed.push(one)
        yield
      }
    }
    // Newest first, as all phrases.
    return printed.sort((a, b) => a.at - b.at).map(({ phrase }) => phrase)
  }
}

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

const readTogether = function* (
  open: Session,
  sourceId: SourceId,
): Generator<undefined, Out<'attributions.together'>, void> {
  const origin = (yield* readOrigins(open.store))(sourceId)
  const phrases = yield* (yield* readPrinted(open))(origin)
  return {
    phrases,
    joint: jointOf(phrases.map(({ content }) => content)),
    pool: yield* readJointPool(open.store, origin, phrases),
    as: phrasesAs(phrases),
  }
}

/** Every save of a phrase is a signed revision. */
export const attributionHandlers = (
  session: () => Session,
): Pick<VaultHandlers, AttributionChannel> => ({
  'attributions.list': async ({ sourceId }) => {
    const open = session()
    const phrases = await readConsistent(open.store, () => readPhrases(open))
    return phrases.filter(({ content }) => sourceId === null || content.sourceId === sourceId)
  },
  'attributions.save': async ({ id: known, rev, content }) => {
    const open = session()
    // Read before the save: nothing that fails afterwards may make it look as if it had failed.
    const uses =
      known === null
        ? null
        : await readConsistent(open.store, () => readUses(open.store.publications.each()))
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
    return { ...saved, usedIn: [...(uses?.get(id) ?? [])] }
  },
  'attributions.together': async ({ sourceId }) => {
    const open = session()
    open.store.sources.get(sourceId)
    return readConsistent(open.store, () => readTogether(open, sourceId))
  },
})
