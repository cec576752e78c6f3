import type { Claim } from '../../../shared/claims.ts'
import type { Sliced } from '../../data/time-slice.ts'

/** Relations between claims, from the links that users set. */
export type Statements = {
  /** Claims of one group are about the same people: they support each other, or share an origin. */
  readonly groupOf: (id: string) => string
  /**
   * The claim contradicts another, or another contradicts it; the app does not decide between them.
   */
  readonly isDisputed: (id: string) => boolean
}

/** Takes all claims, because a link may lead to one that is not shown. */
export const linking = function* (claims: readonly Claim[]): Sliced<Statements> {
  const parents = new Map<string, string>()
  const disputed = new Set<string>()
  const groupOf = (id: string): string => {
    let root = id
    for (let parent = parents.get(id); parent !== undefined; parent = parents.get(parent)) {
      root = parent
    }
    // Path compression.
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
