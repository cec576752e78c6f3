import { familyWords } from '../editor/lint-words.ts'
import type { SeverityName } from '../editor/lint-words.ts'
import type { ReviewListItem } from './words.ts'

/** A range of a text, and the review issue about it. */
export type FoundStretch = {
  readonly words: string
  readonly item: ReviewListItem | null
}

const isMarked = ({ kind, about }: ReviewListItem): boolean =>
  (kind === 'lint' || kind === 'hidden-text') && about !== ''

/** Invisible characters are listed by code point. */
const hidden = /^U\+([0-9A-F]{4,6})$/

const escaped = (words: string): string => words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** The words as the review lists them: on one line, cut to the length of a list item. */
const patternOf = ({ about }: ReviewListItem): string => {
  const code = hidden.exec(about)?.[1]
  return code === undefined
    ? about.split(' ').map(escaped).join('\\s+')
    : escaped(String.fromCodePoint(Number.parseInt(code, 16)))
}

/** The style of its mark; overridden issues keep a thin line. */
export const severityOf = ({ family, state }: ReviewListItem): SeverityName | 'overridden' =>
  state !== 'blocks' ? 'overridden' : family === null ? 'context' : familyWords[family].severity

/**
 * Splits a text at every occurrence of words that the review found in its record. The parts
 * concatenate to exactly the text. Longer matches take precedence over shorter ones inside them.
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
