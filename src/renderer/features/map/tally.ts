import type { Claim } from '../../../shared/claims.ts'
import type { Sliced } from '../../data/time-slice.ts'
import { hull, shared, spanOf, sum } from './counts.ts'
import type { CountRange } from './counts.ts'
import { into } from './into.ts'
import type { Statements } from './statements.ts'

/** A claim about a place or a route. */
export type Mention = {
  readonly claim: Claim
  /**
   * The claim names several places at one end: the number of people on this route is not stated.
   */
  readonly isShared: boolean
}

/** The combined count of several claims. */
export type Tally = {
  readonly claims: readonly Claim[]
  /** From uncontradicted claims; null if none states a number. */
  readonly span: CountRange | null
  /** Claims that contradict another or are contradicted: never added to a sum. */
  readonly disputed: readonly Claim[]
  /** Lowest to highest number of the disputed claims. */
  readonly disputedSpan: CountRange | null
}

const spanIn = ({ claim, isShared }: Mention): CountRange | null => {
  const span = spanOf(claim.content.count)
  return isShared ? shared(span) : span
}

/**
 * Adds up the counts of claims. Claims that the user linked as about the same people count once,
 * with their combined range; all others are added.
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
