import { RE2JS } from 're2js'
import type { SentenceContext } from './context.ts'
import type { Family } from './finding.ts'
import type { Folded } from './fold.ts'

/** A candidate, in offsets of the folded text. */
export type Hit = {
  readonly folded: Folded
  readonly context: SentenceContext
  readonly start: number
  readonly end: number
  /** The span in lower case, as the rule's view shows it. */
  readonly text: string
}

/**
 * One way in which a text identifies a source. Data, with examples of hits and misses: the tests
 * run every example.
 */
export type Rule = {
  readonly id: string
  readonly family: Family
  /** RE2 syntax, over folded text. No anchors; edges are checked in code. Gaps are bounded. */
  readonly pattern: string
  /** The view to search; default `lower`. */
  readonly on?: 'lower' | 'cased' | 'digits'
  /**
   * Every match contains one of these words (lower case): only the text around them is searched.
   * Without: the text around digits.
   */
  readonly triggers?: readonly string[]
  /** The capture group with the finding; default: the whole match. */
  readonly span?: 1
  /** False where the match may touch letters and digits at its edges. */
  readonly alone?: boolean
  /** Does not apply where the sentence is about something on the public record. */
  readonly unlessPublic?: true
  /**
   * Start of the finding, which ends with the match: for text before a word without a form of its
   * own. Searches back over a bounded stretch. Undefined refuses the match.
   */
  readonly begin?: (hit: Hit) => number | undefined
  readonly accept?: (hit: Hit) => boolean
  readonly replace?: (text: string) => string | undefined
  /** Pairs of a sentence and the expected finding in it. */
  readonly hits: readonly (readonly [sentence: string, span: string])[]
  readonly misses: readonly string[]
}

export const compileRule = (rule: Rule): RE2JS => RE2JS.compile(rule.pattern)

const special = /[\\^$.*+?()[\]{}|]/g

type Branches = Map<string, Branches>

/** Marks the end of a word in its last letter's branches. */
const stop = ''

const written = (branches: Branches): string => {
  const rest = [...branches.entries()]
    .filter(([letter]) => letter !== stop)
    .map(([letter, next]) => letter.replaceAll(special, '\\$&') + written(next))
  if (rest.length === 0) return ''
  const single = rest.length === 1 && !branches.has(stop)
  return single ? (rest[0] ?? '') : `(?:${rest.join('|')})${branches.has(stop) ? '?' : ''}`
}

/**
 * The words as an alternation, longest first, with everything literal. Common prefixes are written
 * once, so that a table of words costs the engine as many states as it has first letters, not as it
 * has words.
 */
export const any = (list: readonly string[]): string => {
  const root: Branches = new Map()
  for (const word of list) {
    let at = root
    for (const letter of word) {
      let next = at.get(letter)
      if (next === undefined) {
        next = new Map()
        at.set(letter, next)
      }
      at = next
    }
    at.set(stop, new Map())
  }
  return `(?:${written(root)})`
}

/** Words of a table: separated by commas or line ends. */
export const words = (list: string): readonly string[] =>
  list
    .split(/[,\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
