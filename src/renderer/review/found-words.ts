import { familyWords } from '../editor/lint-words.ts'
import type { SeverityName } from '../editor/lint-words.ts'
import type { ReviewListItem } from './words.ts'

/** A stretch of a text, and the item of the review that is about it. */
export type FoundStretch = {
  readonly words: string
  readonly item: ReviewListItem | null
}

const isMarked = ({ kind, about }: ReviewListItem): boolean =>
  (kind === 'lint' || kind === 'hidden-text') && about !== ''

/** Characters that nobody sees are named by their code points. */
const hidden = /^U\+([0-9A-F]{4,6})$/

const escaped = (words: string): string => words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** As the review shows the words: on one line, and no longer than a list can hold. */
const patternOf = ({ about }: ReviewListItem): string => {
  const code = hidden.exec(about)?.[1]
  return code === undefined
    ? about.split(' ').map(escaped).join('\\s+')
    : escaped(String.fromCodePoint(Number.parseInt(code, 16)))
}

/** How its mark is drawn; what was let pass keeps a thin line. */
export const severityOf = ({ family, state }: ReviewListItem): SeverityName | 'standing' =>
  state !== 'blocks' ? 'standing' : family === null ? 'context' : familyWords[family].severity

/**
 * A text with every place of the words that the review found in its record. Put together, the
 * stretches are the text again, to the character. Longer finds go before shorter ones inside them.
 */
export const foundWords = (text: string, items: readonly ReviewListItem[]): FoundStretch[] => {
  const finds = items
    .filter(isMarked)
    .flatMap((item) =>
      [...text.matchAll(new RegExp(patternOf(item), 'gu'))].map(({ index, 0: words }) => ({
        start: index,
        end: index + words.length,
        item,
      })),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const stretches: FoundStretch[] = []
  let at = 0
  for (const { start, end, item } of finds) {
    if (start < at) continue
    if (start > at) stretches.push({ words: text.slice(at, start), item: null })
    stretches.push({ words: text.slice(start, end), item })
    at = end
  }
  if (at < text.length) stretches.push({ words: text.slice(at), item: null })
  return stretches
}
