import { Automaton } from './automaton.ts'
import { SentenceContext } from './context.ts'
import type { ContextClass } from './context.ts'
import type { RuleFinding } from './finding.ts'
import { fold } from './fold.ts'
import { hiddenFindings } from './hidden.ts'
import { isCacheLarge } from './lazy-dfa.ts'
import { Alphabet } from './letter-classes.ts'
import { isDigitCode, isHangul, standsAlone } from './letters.ts'
import { LiteralSearch } from './literal-search.ts'
import type { ProtectedName } from './names/variants.ts'
import { nameFindings } from './names/match.ts'
import { MatchLocator } from './match-locator.ts'
import type { TextView } from './match-locator.ts'
import { longestMatch, programOf } from './program.ts'
import { compileRule } from './rule.ts'
import type { Rule } from './rule.ts'
import { farthest, runRule, SearchWindows } from './run-rule.ts'
import { mergeOverlaps } from './merge-overlaps.ts'
import { allRules, contextWords } from './tables/all.ts'
import { quotations } from './verbatim.ts'

export type LintOptions = {
  /** The main language of the text. All languages' rules run on every text. */
  readonly language?: 'en' | 'ko' | 'zh'
  /** Names that must not appear. Kept only during the call. */
  readonly names?: readonly ProtectedName[]
}

type RuleMachine = {
  readonly rules: readonly Rule[]
  readonly alphabet: Alphabet
  readonly automata: readonly Automaton[]
  /** Search distance around a digit, for each rule without trigger words. */
  readonly reaches: readonly number[]
  readonly search: LiteralSearch
  /** For each literal: the rules that it triggers, and its context classes. */
  readonly announces: readonly (readonly number[])[]
  readonly belongs: readonly (readonly ContextClass[])[]
}

const build = (): RuleMachine => {
  const rules = allRules
  const programs = rules.map((rule) => programOf(compileRule(rule)))
  const alphabet = new Alphabet(programs)
  const literals = new Map<string, { rules: number[]; classes: ContextClass[] }>()
  const entry = (word: string): { rules: number[]; classes: ContextClass[] } => {
    const known = literals.get(word)
    if (known !== undefined) return known
    const fresh = { rules: [], classes: [] }
    literals.set(word, fresh)
    return fresh
  }
  rules.forEach((rule, index) => {
    for (const word of rule.triggers ?? []) entry(word).rules.push(index)
  })
  for (const [kind, list] of contextWords) for (const word of list) entry(word).classes.push(kind)
  const values = [...literals.values()]
  return {
    rules,
    alphabet,
    automata: programs.map((program) => new Automaton(program, alphabet)),
    reaches: programs.map((program) => step * Math.ceil(longestMatch(program, farthest) / step)),
    search: new LiteralSearch([...literals.keys()]),
    announces: values.map((value) => value.rules),
    belongs: values.map((value) => value.classes),
  }
}

const isTail = (text: string, kind: ContextClass, start: number, end: number): boolean =>
  end - start < 3 &&
  (kind === 'private' || kind === 'source') &&
  isHangul(text[start] ?? '') &&
  isHangul(text[start - 1] ?? '')

/** Digits in a row, and the sentence around them. */
type RuleRun = {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
}

/** Rules with nearly the same reach share the windows around digits. */
const step = 20

/** Rules without trigger words search around digits. Each run of digits is in one sentence. */
const digitRuns = (text: string, sentences: readonly number[]): readonly RuleRun[] => {
  const runs: RuleRun[] = []
  let sentence = 0
  for (let at = 0; at < text.length; at += 1) {
    if (!isDigitCode(text.charCodeAt(at))) continue
    while ((sentences[sentence + 1] ?? Infinity) <= at) sentence += 1
    const to = sentences[sentence + 1] ?? text.length
    const start = at
    while (at + 1 < to && isDigitCode(text.charCodeAt(at + 1))) at += 1
    runs.push({ start, end: at + 1, from: sentences[sentence] ?? 0, to })
  }
  return runs
}

const aroundRuns = (runs: readonly RuleRun[], reach: number): SearchWindows => {
  const windows = new SearchWindows(reach)
  for (const { start, end, from, to } of runs) windows.add(start, end, from, to)
  return windows
}

let machine: RuleMachine | undefined

/**
 * Finds everything in `text` that may identify a source, in order. Deterministic and linear in the
 * length of `text`; stores no part of the text. Offsets are UTF-16 units of `text` as given.
 */
export const lint = (text: string, options: LintOptions = {}): readonly RuleFinding[] => {
  machine ??= build()
  const { rules, alphabet, automata, reaches, search, announces, belongs } = machine
  if (isCacheLarge()) for (const automaton of automata) automaton.reset()
  const folded = fold(text)
  const { lower } = folded
  const context = new SentenceContext(lower)
  const { sentences } = context
  const windows = rules.map(() => new SearchWindows())
  let sentence = 0
  search.scan(lower, (literal, start, end) => {
    while ((sentences[sentence + 1] ?? Infinity) < end) sentence += 1
    const from = sentences[sentence] ?? 0
    const to = sentences[sentence + 1] ?? lower.length
    if (start >= from) {
      for (const rule of announces[literal] ?? []) windows[rule]?.add(start, end, from, to)
    }
    const classes = belongs[literal] ?? []
    if (classes.length > 0 && standsAlone(lower, start, end)) {
      for (const kind of classes) {
        // 나는 in 세미나는 is not a pronoun.
        if (isTail(lower, kind, start, end)) continue
        context.mark(kind, start, end)
      }
    }
  })
  const around = new Map<number, SearchWindows>()
  const runs = digitRuns(folded.digits, sentences)
  const digits = (reach: number): SearchWindows => {
    const known = around.get(reach) ?? aroundRuns(runs, reach)
    around.set(reach, known)
    return known
  }
  const views: Partial<Record<string, TextView>> = {}
  const viewOf = (on: 'lower' | 'cased' | 'digits'): TextView =>
    (views[on] ??= { text: folded[on], letters: alphabet.write(folded[on]) })
  const found: RuleFinding[] = [...hiddenFindings(text, options.language)]
  rules.forEach((rule, index) => {
    const where = rule.triggers === undefined ? digits(reaches[index] ?? farthest) : windows[index]
    const automaton = automata[index]
    if (where === undefined || automaton === undefined || where.starts.length === 0) return
    const view = viewOf(rule.on ?? 'lower')
    const locator = new MatchLocator(automaton, view, rule.span ?? 0)
    for (const each of runRule(rule, folded, context, where, locator)) found.push(each)
  })
  for (const each of quotations(folded, context)) found.push(each)
  if (options.names !== undefined && options.names.length > 0) {
    for (const each of nameFindings(folded, options.names)) found.push(each)
  }
  return mergeOverlaps(text, found)
}
