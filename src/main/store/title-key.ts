import { fold } from './fold.ts'

/** Titles alike this far stand in the order in which they came. */
export const titleKeyLength = 120

/** Behind every title: for reports that have none. */
const untitled = '\u{10ffff}'

/**
 * What titles are ordered by: their code points, without case and Latin marks. So Hangul stands in its
 * own order, and Han by radical and strokes. What SQLite could not give back as it was is left out.
 */
export const titleKey = (title: string): string => {
  const key = fold(title)
    .slice(0, titleKeyLength)
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replaceAll('\0', '')
  return key === '' ? untitled : key
}
