import { RE2JS } from 're2js'
import type { Context } from './context.ts'
import type { Family } from './finding.ts'
import type { Folded } from './fold.ts'

/** A candidate, in offsets of the folded text. */
export interface Hit {
  readonly folded: Folded
  readonly context: Context
  readonly start: number
  readonly end: number
  /** The span in lower case, as the rule's view shows it. */
  readonly text: string
}

/**
 * One way in which a text gives something away. Data, with what it must and must not find: the
 * tests run every example.
 */
export interface Rule {
  readonly id: string
  readonly family: Family
  /** RE2 syntax, over folded text. No anchors; edges are checked in code. Gaps are bounded. */
  readonly pattern: string
  /** What it looks at; `lower` unless said. */
  readonly on?: 'lower' | 'cased' | 'digits'
  /**
   * Every match holds one of these words (lower case): the text around them is all that is
   * searched. Without: the text around digits.
   */
  readonly triggers?: readonly string[]
  /** The capture group that is the finding; the whole match unless said. */
  readonly span?: 1
  /** False where the match may touch letters and digits at its edges. */
  readonly alone?: boolean
  /** Does not hold where the sentence speaks of something on the public record. */
  readonly unlessPublic?: true
  readonly accept?: (hit: Hit) => boolean
  readonly replace?: (text: string) => string | undefined
  /** Pairs of a sentence and what is to be found in it. */
  readonly hits: readonly (readonly [sentence: string, span: string])[]
  readonly misses: readonly string[]
}

export interface CompiledRule extends Rule {
  readonly machine: RE2JS
}

export const compileRule = (rule: Rule): CompiledRule => ({
  ...rule,
  machine: RE2JS.compile(rule.pattern),
})

const special = /[\\^$.*+?()[\]{}|]/g

/** The words as an alternation, longest first, with everything literal. */
export const any = (words: readonly string[]): string =>
  `(?:${[...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(special, '\\$&'))
    .join('|')})`

/** Words of a table: separated by commas or line ends. */
export const words = (list: string): readonly string[] =>
  list
    .split(/[,\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
