import { structured } from '../../src/disclosure-checks/finding.ts'
import { lintFamily } from '../../src/shared/vocabularies.ts'
import type { Family } from '../../src/disclosure-checks/finding.ts'
import { corpusLanguages, measureAll, totals } from '../../tests/corpus/measure.ts'
import type { CorpusLanguage, LanguageCount } from '../../tests/corpus/measure.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'

const bars = { structured: 0.99, contextual: 0.85, precision: 0.9 }

const group = 'Linter: the labelled corpus'

/** No figure where the whole is zero. */
const share = (name: string, part: number, whole: number, least?: number): Figure[] =>
  whole === 0
    ? []
    : [
        figure({
          group,
          name: `${name} (${String(part)} of ${String(whole)})`,
          unit: 'share',
          ours: part / whole,
          ...(least === undefined ? {} : { bar: { on: 'ours', least } }),
        }),
      ]

/** Bars are for groups of families: these three. */
const groups = (name: string, counts: readonly LanguageCount[]): Figure[] => {
  const { structured: formal, contextual, right, findings } = totals(counts)
  return [
    ...share(`${name}: recall, structured families`, formal.found, formal.labels, bars.structured),
    ...share(
      `${name}: recall, contextual families`,
      contextual.found,
      contextual.labels,
      bars.contextual,
    ),
    ...share(`${name}: precision`, right, findings, bars.precision),
  ]
}

/** The figures of one family in one language. Precision has a bar over all families only. */
type FamilyFigures = {
  readonly family: Family
  readonly language: CorpusLanguage
  readonly recall: readonly Figure[]
  readonly precision: readonly Figure[]
}

const ofLanguage = (language: CorpusLanguage, count: LanguageCount): FamilyFigures[] =>
  lintFamily.map((family) => {
    const none = { found: 0, labels: 0, claimed: 0 }
    const { found, labels, claimed } = count.families.get(family) ?? none
    const wrong = count.misses.filter((each) => each.kind === 'wrong' && each.family === family)
    const least = structured.includes(family) ? bars.structured : bars.contextual
    return {
      family,
      language,
      recall: share(`${language}: recall, ${family}`, found, labels, least),
      precision: share(`${language}: precision, ${family}`, claimed - wrong.length, claimed),
    }
  })

const cell = ([found]: readonly Figure[]): string =>
  found === undefined ? '' : `${(found.ours * 100).toFixed(1)}${found.holds === false ? '!' : ' '}`

/** A line a family, recall and precision in percent a language; `!` where a bar is missed. */
const matrix = (all: readonly FamilyFigures[], sentences: ReadonlyMap<string, number>): string => {
  const heads = corpusLanguages.map((language) =>
    `${language} (${String(sentences.get(language) ?? 0)})`.padEnd(17),
  )
  const lines = lintFamily
    .map((family) => ({ family, of: all.filter((each) => each.family === family) }))
    .filter(({ of }) => of.some(({ recall }) => recall.length > 0))
    .map(({ family, of }) => {
      const columns = corpusLanguages.map((language) => {
        const found = of.find((each) => each.language === language)
        return `${cell(found?.recall ?? []).padStart(7)}${cell(found?.precision ?? []).padStart(8)}  `
      })
      return family.padEnd(14) + columns.join('')
    })
  return [
    `recall and precision, %   ! below the bar`,
    `${''.padEnd(16)}${heads.join('')}`.trimEnd(),
    ...lines.map((line) => line.trimEnd()),
  ].join('\n')
}

/**
 * Recall and precision of the checks on the labelled corpus: in all, by language, and by family.
 * The recall of one family is held to the bar of its group, although a family of few sentences can
 * miss it while the group does not.
 */
export const lintRecall = (): {
  readonly figures: readonly Figure[]
  readonly families: readonly Figure[]
  readonly text: string
} => {
  const counts = measureAll()
  const all = [...counts].flatMap(([language, count]) => ofLanguage(language, count))
  const sentences = new Map([...counts].map(([language, count]) => [language, count.sentences]))
  return {
    figures: [
      ...groups('all languages', [...counts.values()]),
      ...[...counts].flatMap(([language, count]) => groups(language, [count])),
    ],
    families: all.flatMap(({ recall, precision }) => [...recall, ...precision]),
    text: matrix(all, sentences),
  }
}
