import { Context } from './context.ts'
import type { ContextClass } from './context.ts'
import type { Finding } from './finding.ts'
import { fold } from './fold.ts'
import { hiddenFindings } from './hidden.ts'
import { isHangul, standsAlone } from './letters.ts'
import { LiteralSearch } from './literal-search.ts'
import type { ProtectedName } from './names/variants.ts'
import { nameFindings } from './names/match.ts'
import { compileRule } from './rule.ts'
import type { CompiledRule } from './rule.ts'
import { Pieces } from './pieces.ts'
import { runRule } from './scan.ts'
import { settle } from './settle.ts'
import { allRules, contextWords } from './tables/all.ts'
import { quotations } from './verbatim.ts'

export interface LintOptions {
  /** The main language of the text. Every language's rules run on every text all the same. */
  readonly language?: 'en' | 'ko' | 'zh'
  /** Names that must not appear. Held only for the time of the call. */
  readonly names?: readonly ProtectedName[]
}

interface Machine {
  readonly rules: readonly CompiledRule[]
  readonly search: LiteralSearch
  /** Of a literal: the rules it announces, and the classes it belongs to. */
  readonly announces: readonly (readonly number[])[]
  readonly belongs: readonly (readonly ContextClass[])[]
}

function build(): Machine {
  const rules = allRules.map(compileRule)
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

let machine: Machine | undefined

/**
 * Everything in `text` that may give a source away, in order. Deterministic and linear in the
 * length of `text`; keeps nothing of it. Offsets are UTF-16 units of `text` as given.
 */
export function lint(text: string, options: LintOptions = {}): readonly Finding[] {
  machine ??= build()
  const { rules, search, announces, belongs } = machine
  const folded = fold(text)
  const context = new Context(folded.lower)
  const pieces = new Pieces(context.sentences, folded.lower.length)
  const marks = rules.map(() => new Uint8Array(pieces.count))
  search.scan(folded.lower, (literal, start, end) => {
    for (const rule of announces[literal] ?? []) {
      const list = marks[rule]
      if (list !== undefined) pieces.mark(list, start, end)
    }
    const classes = belongs[literal] ?? []
    if (classes.length > 0 && standsAlone(folded.lower, start, end)) {
      for (const kind of classes) {
        // 나는 in 세미나는 is no pronoun.
        if (isTail(folded.lower, kind, start, end)) continue
        context.mark(kind, start, end)
      }
    }
  })
  const digits = pieces.withDigits(folded.digits)
  const found: Finding[] = [...hiddenFindings(text, options.language)]
  rules.forEach((rule, index) => {
    const where = rule.triggers === undefined ? digits : marks[index]
    if (where !== undefined) found.push(...runRule(rule, folded, context, pieces, where))
  })
  found.push(...quotations(folded, context))
  if (options.names !== undefined && options.names.length > 0) {
    found.push(...nameFindings(folded, options.names))
  }
  return settle(text, found)
}
