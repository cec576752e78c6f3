import { measureAll, table, totals } from '../../tests/corpus/measure.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'

const share = (name: string, part: number, whole: number, least: number): Figure =>
  figure({
    group: 'Linter: the labelled corpus',
    name: `all languages: ${name} (${String(part)} of ${String(whole)})`,
    unit: 'share',
    ours: part / whole,
    bar: { on: 'ours', least },
  })

/**
 * What of the labelled corpus the checks find, and how much of what they claim is right. The text has a
 * line a family; the tests hold each language to the same bars (tests/disclosure-checks/corpus.test.ts).
 */
export const lintRecall = (): { readonly figures: readonly Figure[]; readonly text: string } => {
  const counts = measureAll()
  const { structured, contextual, right, findings } = totals([...counts.values()])
  return {
    figures: [
      share('recall, structured families', structured.found, structured.labels, 0.99),
      share('recall, contextual families', contextual.found, contextual.labels, 0.85),
      share('precision', right, findings, 0.9),
    ],
    text: table(counts),
  }
}
