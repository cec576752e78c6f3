import { canonicalJson } from '../../../shared/canonical.ts'
import type { Attribution } from '../../../shared/claims.ts'
import { Failure } from '../../../shared/failure.ts'
import type { SourceId } from '../../../shared/ids.ts'
import type { SourceContent } from '../../../shared/records.ts'
import type { Store } from '../../store/store.ts'
import { orNull } from '../session/or-null.ts'
import { phrasesAs } from './phrases.ts'

type PoolPhrase = Pick<Attribution, 'id' | 'content'>
type JointPool = NonNullable<SourceContent['jointPool']>

/**
 * A person that fits all phrases fits each of them, so the joint pool can't exceed the smallest
 * pool.
 */
const isTooWide = ({ low }: JointPool, phrases: readonly PoolPhrase[]): boolean =>
  phrases.some(({ content }) => low > content.poolLow)

/**
 * The joint pool that the user entered for exactly these phrases, at any source of the origin; the
 * smallest of several. Null if a phrase was added, removed or changed since, or if the joint pool
 * exceeds that of a single phrase: then the user must be asked again. Yields after each source.
 */
export const readJointPool = function* (
  store: Store,
  origin: readonly SourceId[],
  phrases: readonly PoolPhrase[],
): Generator<undefined, JointPool | null, void> {
  const as = phrasesAs(phrases)
  let smallest: JointPool | null = null
  for (const id of origin) {
    yield
    if (store.sources.known().get(id)?.jointPoolAs !== as) continue
    const pool = orNull(() => store.sources.get(id))?.content.jointPool ?? null
    if (pool === null || pool.as !== as) continue
    const asked = new Set<string>(pool.of)
    const isSame = asked.size === phrases.length && phrases.every((phrase) => asked.has(phrase.id))
    if (!isSame || isTooWide(pool, phrases)) continue
    if (smallest === null || pool.low < smallest.low) smallest = pool
  }
  return smallest
}

/** The current phrases of a new joint pool; null if there is none, or it is unchanged. */
const phrasesOfNew = (store: Store, before: SourceContent | null, { jointPool }: SourceContent) => {
  if (jointPool === null) return null
  if (canonicalJson(jointPool) === canonicalJson(before?.jointPool ?? null)) return null
  const phrases = jointPool.of.flatMap((id) => orNull(() => store.attributions.get(id)) ?? [])
  return { jointPool, phrases }
}

/**
 * A new joint pool can't exceed the pool of one of its phrases.
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
 * A new joint pool must be about the current text of its phrases. Phrases added since don't matter
 * here: the pool doesn't count for them.
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
