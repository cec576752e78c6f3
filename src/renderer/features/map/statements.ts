import type { Claim } from '../../../shared/claims.ts'
import type { Sliced } from '../../data/time-slice.ts'

/** How claims hang together, by the links that people set. */
export type Statements = {
  /** Claims of one name are of the same people: they support each other, or have one origin. */
  readonly groupOf: (id: string) => string
  /** It contradicts a claim, or one contradicts it; which of them is right is not ours to say. */
  readonly isDisputed: (id: string) => boolean
}

/** Looks at all claims: a link may lead to one that is not shown. */
export const linking = function* (claims: readonly Claim[]): Sliced<Statements> {
  const parents = new Map<string, string>()
  const disputed = new Set<string>()
  const groupOf = (id: string): string => {
    let root = id
    for (let parent = parents.get(id); parent !== undefined; parent = parents.get(parent)) {
      root = parent
    }
    // From here the way is short the next time.
    if (root !== id) parents.set(id, root)
    return root
  }
  const here = new Set<string>()
  for (const { id } of claims) {
    yield
    here.add(id)
  }
  for (const { id, content } of claims) {
    yield
    for (const { kind, claimId } of content.links) {
      if (!here.has(claimId)) continue
      if (kind === 'contradicts') {
        disputed.add(id)
        disputed.add(claimId)
        continue
      }
      const [a, b] = [groupOf(id), groupOf(claimId)]
      if (a !== b) parents.set(a, b)
    }
  }
  return { groupOf, isDisputed: (id) => disputed.has(id) }
}
