import type { Attribution } from '../../../shared/claims.ts'
import { poolState } from '../../../shared/pools.ts'
import type { SourceId } from '../../../shared/ids.ts'
import type { PoolLimits } from '../../../shared/pools.ts'
import type { Source } from '../../../shared/records.ts'
import type { Store } from '../../store/store.ts'
import { readJointPool } from './joint-pool.ts'
import type { OriginOf } from '../custody/origins.ts'
import { phrasesAs } from './phrases.ts'
import type { ReviewIssue } from './review-items.ts'

export type Phrase = Pick<Attribution, 'id' | 'content'>

/**
 * A phrase that fits too few people identifies its source to a reader of the file, printed or not.
 */
export const ofPhrase = ({ id, content }: Phrase, pools: PoolLimits): ReviewIssue => {
  const { poolLow, phrase } = content
  return {
    item: `pool:${id}:${poolLow}`,
    kind: 'pool',
    state: poolState(poolLow, pools),
    subject: id,
    place: 'attribution',
    name: phrase,
    about: phrase,
  }
}

/**
 * The joint pool of all phrases of one source in the file, if the user entered it. Sources that are
 * the same person count as one source. Yields after each source of a person.
 */
export const readJointPools = function* (
  {
    store,
    pools,
    originOf,
  }: { readonly store: Store; readonly pools: PoolLimits; readonly originOf: OriginOf },
  phrases: readonly Phrase[],
  nameOf: (source: Source) => string,
): Generator<undefined, ReviewIssue[], void> {
  const byOrigin = new Map<readonly SourceId[] | SourceId, Phrase[]>()
  for (const phrase of phrases) {
    const { sourceId } = phrase.content
    const group = originOf(sourceId)
    // All sources of a person have the same array.
    const origin = group.length > 1 ? group : sourceId
    const known = byOrigin.get(origin)
    if (known === undefined) byOrigin.set(origin, [phrase])
    else known.push(phrase)
  }
  const issues: ReviewIssue[] = []
  for (const own of byOrigin.values()) {
    yield
    const [first, second] = own
    if (first === undefined || second === undefined) continue
    const origin = originOf(first.content.sourceId)
    const pool = yield* readJointPool(store, origin, own)
    const here = store.sources.known()
    const named = origin.find((each) => here.has(each))
    if (named === undefined) continue
    const source = store.sources.get(named)
    const name = nameOf(source)
    const as = phrasesAs(own).slice(0, 32)
    issues.push({
      item: `joint-pool:${source.id}:${as}:${pool?.low ?? 'unasked'}`,
      kind: 'joint-pool',
      state: pool === null ? 'blocks' : poolState(pool.low, pools),
      subject: source.id,
      place: 'source',
      name,
      about: name,
    })
  }
  return issues
}
