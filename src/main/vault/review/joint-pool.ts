import { canonicalJson } from '../../../shared/canonical.ts'
import type { Attribution } from '../../../shared/claims.ts'
import { Failure } from '../../../shared/failure.ts'
import type { SourceId } from '../../../shared/ids.ts'
import type { SourceContent } from '../../../shared/records.ts'
import type { Store } from '../../store/types.ts'
import { orNull } from '../session/or-null.ts'
import { phrasesAs } from './phrases.ts'

type PoolPhrase = Pick<Attribution, 'id' | 'content'>
type JointPool = NonNullable<SourceContent['jointPool']>

/** Whoever fits all phrases fits each of them, so there are no more of them than of the fewest. */
const isTooWide = ({ low }: JointPool, phrases: readonly PoolPhrase[]): boolean =>
  phrases.some(({ content }) => low > content.poolLow)

/**
 * The answer that a person gave for exactly these phrases, for whichever source of the origin; the
 * smallest of several. Null when a phrase was added, taken away or changed since, or when more people
 * are said to fit all of them than fit one: then it has to be asked again.
 */
export const jointPoolFor = (
  store: Store,
  origin: readonly SourceId[],
  phrases: readonly PoolPhrase[],
): JointPool | null => {
  const as = phrasesAs(phrases)
  return (
    origin
      .map((id) => orNull(() => store.sources.get(id))?.content.jointPool ?? null)
      .filter((pool) => pool !== null)
      .filter((pool) => {
        const asked = new Set<string>(pool.of)
        const isSame = asked.size === phrases.length && phrases.every(({ id }) => asked.has(id))
        return isSame && pool.as === as && !isTooWide(pool, phrases)
      })
      .sort((a, b) => a.low - b.low)[0] ?? null
  )
}

/** What the phrases of a new answer say now; null where there is no answer, or it is the one before. */
const phrasesOfNew = (store: Store, before: SourceContent | null, { jointPool }: SourceContent) => {
  if (jointPool === null) return null
  if (canonicalJson(jointPool) === canonicalJson(before?.jointPool ?? null)) return null
  const phrases = jointPool.of.flatMap((id) => orNull(() => store.attributions.get(id)) ?? [])
  return { jointPool, phrases }
}

/**
 * A new answer cannot say that more people fit all phrases than fit one of them.
 *
 * @throws Failure 'invalid' at `content.jointPool.low`.
 */
export const assertNotTooWide = (
  store: Store,
  before: SourceContent | null,
  content: SourceContent,
): void => {
  const answer = phrasesOfNew(store, before, content)
  if (answer !== null && isTooWide(answer.jointPool, answer.phrases))
    throw new Failure('invalid', { fields: ['content.jointPool.low'] })
}

/**
 * A new answer is about what its phrases say now. A phrase that was added since does not matter here: the
 * answer does not count for it.
 *
 * @throws Failure 'conflict' when one of them was changed or is gone.
 */
export const assertPoolCurrent = (
  store: Store,
  before: SourceContent | null,
  content: SourceContent,
): void => {
  const answer = phrasesOfNew(store, before, content)
  if (answer !== null && phrasesAs(answer.phrases) !== answer.jointPool.as)
    throw new Failure('conflict')
}
