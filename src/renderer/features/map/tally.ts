import type { Claim } from '../../../shared/claims.ts'
import type { Sliced } from '../../data/time-slice.ts'
import { hull, shared, spanOf, sum } from './counts.ts'
import type { CountRange } from './counts.ts'
import { into } from './into.ts'
import type { Statements } from './statements.ts'

/** A claim about a place or a route. */
export type Mention = {
  readonly claim: Claim
  /** It names several places at one end: how many of them took this route is not said. */
  readonly isShared: boolean
}

/** What several claims say together of how many. */
export type Tally = {
  readonly claims: readonly Claim[]
  /** Of the claims that nobody contradicts; null where none of them says a number. */
  readonly span: CountRange | null
  /** Claims that contradict another or are contradicted: never added to anything. */
  readonly disputed: readonly Claim[]
  /** From the least to the most that these say. */
  readonly disputedSpan: CountRange | null
}

const spanIn = ({ claim, isShared }: Mention): CountRange | null => {
  const span = spanOf(claim.content.count)
  return isShared ? shared(span) : span
}

/**
 * Adds up what claims say. Those that people linked as of the same people count once, with the range
 * of what they say; all others are added.
 */
export const tallying = function* (
  mentions: readonly Mention[],
  statements: Statements,
): Sliced<Tally> {
  const groups = new Map<string, (CountRange | null)[]>()
  const disputed: Mention[] = []
  for (const mention of mentions) {
    yield
    if (statements.isDisputed(mention.claim.id)) disputed.push(mention)
    else into(groups, statements.groupOf(mention.claim.id), spanIn(mention))
  }
  return {
    claims: mentions.map(({ claim }) => claim),
    span: sum([...groups.values()].map(hull)),
    disputed: disputed.map(({ claim }) => claim),
    disputedSpan: hull(disputed.map(spanIn)),
  }
}
