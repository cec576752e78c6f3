import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { structured } from '../../src/disclosure-checks/finding.ts'
import { lintFamily } from '../../src/shared/vocabularies.ts'
import type { Family, RuleFinding } from '../../src/disclosure-checks/finding.ts'
import { lint } from '../../src/disclosure-checks/lint.ts'

export const corpusLanguages = ['en', 'ko', 'zh'] as const

export type CorpusLanguage = (typeof corpusLanguages)[number]

/** One line of a corpus file. `f` is empty for a sentence that identifies no person. */
export type Labelled = {
  readonly t: string
  readonly f: readonly { readonly k: Family; readonly s: string }[]
}

type Span = {
  readonly family: Family
  readonly start: number
  readonly end: number
}

export type LabelCount = {
  labels: number
  found: number
}

export type FamilyCount = {
  /** Findings of this family, right or wrong. */
  claimed: number
} & LabelCount

export type Miss = {
  readonly kind: 'missed' | 'wrong'
  readonly language: CorpusLanguage
  readonly family: Family
  readonly span: string
  readonly sentence: string
  readonly rule: string
}

export type LanguageCount = {
  readonly sentences: number
  readonly findings: number
  readonly right: number
  readonly families: ReadonlyMap<Family, FamilyCount>
  readonly misses: readonly Miss[]
}

const isFamily = (word: string): word is Family => (lintFamily as readonly string[]).includes(word)

/** Reads tests/corpus/<language>/*.jsonl. @throws with file and line for an invalid line. */
export const readCorpus = (language: CorpusLanguage): readonly Labelled[] => {
  const folder = join(import.meta.dirname, language)
  if (!existsSync(folder)) return []
  const lines: Labelled[] = []
  for (const name of readdirSync(folder)
    .filter((each) => each.endsWith('.jsonl'))
    .sort()) {
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .forEach((line, index) => {
        if (line.trim() === '') return
        const where = `${language}/${name}:${index + 1}`
        const parsed = JSON.parse(line) as Labelled
        for (const label of parsed.f) {
          if (!isFamily(label.k)) throw new Error(`${where}: no such family`)
          if (!parsed.t.includes(label.s)) throw new Error(`${where}: label is not in the text`)
        }
        lines.push(parsed)
      })
  }
  return lines
}

/** The positions of the labels; the second label with the same words is the second occurrence. */
const spansOf = ({ t, f }: Labelled): readonly Span[] => {
  const next = new Map<string, number>()
  return f.map(({ k, s }) => {
    const key = `${k} ${s}`
    const found = t.indexOf(s, next.get(key) ?? 0)
    const start = found < 0 ? t.indexOf(s) : found
    next.set(key, start + s.length)
    return { family: k, start, end: start + s.length }
  })
}

const overlap = (a: Pick<Span, 'start' | 'end'>, b: Pick<Span, 'start' | 'end'>): boolean =>
  a.start < b.end && b.start < a.end

/**
 * A label is found if a finding of its family overlaps it. A finding is right if it overlaps a
 * label of any family: two families may claim one phrase, and either warning serves the writer.
 */
export const measure = (language: CorpusLanguage, corpus: readonly Labelled[]): LanguageCount => {
  const counts = new Map<Family, FamilyCount>()
  const countOf = (family: Family): FamilyCount => {
    const count = counts.get(family) ?? { labels: 0, found: 0, claimed: 0 }
    counts.set(family, count)
    return count
  }
  const misses: Miss[] = []
  let findings = 0
  let right = 0
  for (const line of corpus) {
    const spans = spansOf(line)
    const found: readonly RuleFinding[] = lint(line.t, { language })
    for (const span of spans) {
      const count = countOf(span.family)
      count.labels += 1
      if (found.some((each) => each.family === span.family && overlap(each, span))) count.found += 1
      else
        misses.push({
          kind: 'missed',
          language,
          family: span.family,
          span: line.t.slice(span.start, span.end),
          sentence: line.t,
          rule: '',
        })
    }
    for (const each of found) {
      findings += 1
      countOf(each.family).claimed += 1
      if (spans.some((span) => overlap(each, span))) right += 1
      else
        misses.push({
          kind: 'wrong',
          language,
          family: each.family,
          span: line.t.slice(each.start, each.end),
          sentence: line.t,
          rule: each.rule,
        })
    }
  }
  return { sentences: corpus.length, findings, right, families: counts, misses }
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '    –' : ((100 * part) / whole).toFixed(1).padStart(5)

export type Totals = {
  readonly structured: LabelCount
  readonly contextual: LabelCount
  readonly right: number
  readonly findings: number
}

/** Sums over languages: structured families, the other families, and all findings. */
export const totals = (counts: readonly LanguageCount[]): Totals => {
  const sum = { structured: { labels: 0, found: 0 }, contextual: { labels: 0, found: 0 } }
  for (const count of counts) {
    for (const [family, { labels, found }] of count.families) {
      const into = structured.includes(family) ? sum.structured : sum.contextual
      into.labels += labels
      into.found += found
    }
  }
  return {
    ...sum,
    right: counts.reduce((total, count) => total + count.right, 0),
    findings: counts.reduce((total, count) => total + count.findings, 0),
  }
}

/** Recall per family and language, precision per language, as a table to print. */
export const table = (byLanguage: ReadonlyMap<CorpusLanguage, LanguageCount>): string => {
  const rows = lintFamily.map((family) => {
    const cells = corpusLanguages.map((language) => {
      const { labels, found } = byLanguage.get(language)?.families.get(family) ?? {
        labels: 0,
        found: 0,
      }
      return `${percent(found, labels)} ${`(${found}/${labels})`.padEnd(10)}`
    })
    return `${family.padEnd(12)} ${cells.join('  ')}`
  })
  const precision = corpusLanguages.map((language) => {
    const { right = 0, findings = 0 } = byLanguage.get(language) ?? {}
    return `${percent(right, findings)} ${`(${right}/${findings})`.padEnd(10)}`
  })
  const all = totals([...byLanguage.values()])
  return [
    `recall %     ${corpusLanguages.map((language) => `${language} (${byLanguage.get(language)?.sentences ?? 0})`.padEnd(16)).join('  ')}`,
    ...rows,
    `precision %  ${precision.join('  ')}`,
    `all: structured ${percent(all.structured.found, all.structured.labels)}, contextual ${percent(all.contextual.found, all.contextual.labels)}, precision ${percent(all.right, all.findings)}`,
  ].join('\n')
}

/** Measures every corpus that exists. */
export const measureAll = (): ReadonlyMap<CorpusLanguage, LanguageCount> =>
  new Map(corpusLanguages.map((language) => [language, measure(language, readCorpus(language))]))

if (process.argv[1] === import.meta.filename) {
  const counts = measureAll()
  process.stdout.write(`${table(counts)}\n`)
  if (process.argv.includes('--misses')) {
    for (const { misses } of counts.values()) {
      for (const miss of misses) {
        process.stdout.write(
          `${miss.kind} ${miss.family} ${miss.rule} [${miss.span}] ${miss.sentence}\n`,
        )
      }
    }
  }
}
