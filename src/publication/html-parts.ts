import type { RecordLanguage } from './public-record.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? '')

const signs = new Map(Object.entries(escapes).map(([sign, escaped]) => [escaped, sign]))

/** Style, a tag or an escaped sign; group 1: a tag inside a line of text. */
const markup = /<style>[^<]*<\/style>|(<\/?span\b[^>]*>)|<[^>]*>|&(?:amp|lt|gt|quot|#39);/g

/**
 * The text of a page that this folder made, or of its beginning, as it is read: signs are unescaped
 * and each element but `span` is a line of its own, so that no word of the next one continues it.
 * `onPage` gives the offsets on the page of a stretch of that text. Holds 8 bytes for each character.
 */
export const readPage = (
  html: string,
): {
  readonly text: string
  readonly onPage: <T extends { readonly start: number; readonly end: number }>(stretch: T) => T
} => {
  const starts = new Uint32Array(html.length)
  const ends = new Uint32Array(html.length)
  const pieces: string[] = []
  let length = 0
  const put = (sign: string, from: number, to: number): void => {
    pieces.push(sign)
    starts[length] = from
    ends[length] = to
    length += 1
  }
  const putPlain = (from: number, to: number): void => {
    pieces.push(html.slice(from, to))
    for (let at = from; at < to; at += 1) {
      starts[length] = at
      ends[length] = at + 1
      length += 1
    }
  }
  let at = 0
  for (const { 0: found, 1: inLine, index } of html.matchAll(markup)) {
    putPlain(at, index)
    at = index + found.length
    if (inLine === undefined) put(signs.get(found) ?? '\n', index, at)
  }
  putPlain(at, html.length)
  return {
    text: pieces.join(''),
    onPage: (stretch) => ({
      ...stretch,
      start: starts[stretch.start] ?? html.length,
      end: ends[stretch.end - 1] ?? html.length,
    }),
  }
}

/** Plain `zh` does not specify the script, or the spoken language for a screen reader. */
export const languageTags: Readonly<Record<RecordLanguage, string>> = {
  en: 'en',
  ko: 'ko',
  zh: 'zh-Hans',
}

/**
 * Policy of a page for making a PDF: no script, and nothing to load except the app's fonts beside
 * it.
 */
export const printPolicy = `default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'`
