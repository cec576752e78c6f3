import type { Attribution } from '../../shared/claims.ts'
import { poolState } from '../../shared/pools.ts'
import type { PoolLimits } from '../../shared/pools.ts'
import type { Source } from '../../shared/records.ts'
import type { Store } from '../store/types.ts'
import { found } from './found.ts'
import { jointPoolFor, originOf } from './joint-pool.ts'
import { phrasesAs } from './phrases.ts'
import type { Found } from './review-items.ts'

export type Phrase = Pick<Attribution, 'id' | 'content'>

/** A phrase that fits too few names its source to whoever reads the file, printed or not. */
export const ofPhrase = ({ id, content }: Phrase, pools: PoolLimits): Found => {
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
 * What all phrases of one source in the file say together, as far as a person has said it. Sources
 * that are one person are one source.
 */
export const ofJointPools = (
  { store, pools }: { readonly store: Store; readonly pools: PoolLimits },
  phrases: readonly Phrase[],
  nameOf: (source: Source) => string,
): Found[] => {
  const byOrigin = new Map<string, { origin: ReturnType<typeof originOf>; own: Phrase[] }>()
  for (const phrase of phrases) {
    const origin = originOf(store, phrase.content.sourceId)
    const key = origin.join()
    const entry = byOrigin.get(key) ?? { origin, own: [] }
    entry.own.push(phrase)
    byOrigin.set(key, entry)
  }
  return [...byOrigin.values()].flatMap(({ origin, own }): Found[] => {
    const source =
      own.length < 2
        ? null
        : (origin.map((each) => found(() => store.sources.get(each))).find(Boolean) ?? null)
    if (source === null) return []
    const pool = jointPoolFor(store, origin, own)
    const name = nameOf(source)
    const as = phrasesAs(own).slice(0, 32)
    return [
      {
        item: `joint-pool:${source.id}:${as}:${pool?.low ?? 'unasked'}`,
        kind: 'joint-pool',
        state: pool === null ? 'blocks' : poolState(pool.low, pools),
        subject: source.id,
        place: 'source',
        name,
        about: name,
      },
    ]
  })
}
