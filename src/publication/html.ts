import { whenWords } from './dates.ts'
import { escapeHtml, languageTags, printPolicy } from './html-parts.ts'
import { printStyle, recordStyle } from './html-style.ts'
import { itemsOf } from './items.ts'
import type { Numbered, NumberedItems } from './items.ts'
import type {
  PublicPart,
  PublicClaim,
  PublicRecord,
  PublicText,
  RecordLanguage,
} from './public-record.ts'
import { wordsOf } from './words.ts'
import type { PublicationWords } from './words.ts'

const facts = (rows: readonly (readonly [label: string, value: string])[]): string => {
  const stated = rows.filter(([, value]) => value !== '')
  return stated.length === 0
    ? ''
    : `<dl>${stated.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>\n`
}

const claimHtml = (
  claim: Numbered<PublicClaim>,
  words: PublicationWords,
  language: RecordLanguage,
): string => {
  const meaning = words.credibilities[claim.credibility as keyof PublicationWords['credibilities']]
  return `<article class="item claim" id="${claim.number}">
<h3>${claim.number}</h3>
<p class="words">${escapeHtml(claim.wording)}</p>
${facts([
  [words.attribution, claim.attribution],
  [words.when, whenWords(claim.when, language)],
  [words.place, claim.place],
  [words.count, claim.count],
  [words.credibility, `${claim.credibility} · ${meaning}`],
])}</article>
`
}

const partHtml = (part: PublicPart, words: PublicationWords): string =>
  'text' in part
    ? escapeHtml(part.text)
    : `<span class="removed">${escapeHtml(words.removed[part.removed])}</span>`

const textHtml = (text: Numbered<PublicText>, words: PublicationWords): string =>
  `<article class="item text" id="${text.number}">
<h3>${text.number}</h3>
${facts([[words.attribution, text.attribution]])}<p class="words" lang="${escapeHtml(text.language)}">${text.parts
    .map((part) => partHtml(part, words))
    .join('')}</p>
</article>
`

const opened = (heading: string): string => `<section>\n<h2>${escapeHtml(heading)}</h2>\n`

const section = (heading: string, body: string): string =>
  body === '' ? '' : `${opened(heading)}${body}</section>\n`

const paragraph = (text: string): string =>
  text === '' ? '' : `<p class="words">${escapeHtml(text)}</p>\n`

const gradesHtml = ({ credibilities }: PublicationWords): string =>
  `<table class="grades"><tbody>${Object.entries(credibilities)
    .map(
      ([grade, meaning]) => `<tr><th scope="row">${grade}</th><td>${escapeHtml(meaning)}</td></tr>`,
    )
    .join('')}</tbody></table>\n`

const digestsHtml = (
  items: readonly { readonly number: string; readonly digest: string }[],
  words: PublicationWords,
): string =>
  `<table><thead><tr><th scope="col">${escapeHtml(words.number)}</th><th scope="col">${escapeHtml(words.digest)}</th></tr></thead><tbody>${items
    .map(
      ({ number, digest }) =>
        `<tr><th scope="row">${number}</th><td class="digest">${digest}</td></tr>`,
    )
    .join('')}</tbody></table>\n`

/** Explains how to compute the digest of the first item with common tools. */
const howHtml = (
  [first]: readonly { readonly number: string }[],
  words: PublicationWords,
): string => {
  if (first === undefined) return ''
  const list = first.number.startsWith('C') ? 'claims' : 'texts'
  return `<p>${escapeHtml(words.digestsHow.replace('{item}', first.number))}</p>
<pre class="digest">${escapeHtml(`jq -cSj '.${list}[0] | del(.digest)' record.json | sha256sum`)}</pre>
`
}

const alone = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`

/**
 * The record as one self-contained page: no script, nothing to load, and a policy that forbids
 * both. Equal records give equal bytes. A piece has one item at most. `forPrint`: the page for making
 * the PDF, which takes its fonts from `fonts.css` beside it; it is never published.
 */
export const recordHtml = function* (
  record: PublicRecord,
  { claims, texts }: NumberedItems = itemsOf(record),
  forPrint = false,
): Generator<string, void, void> {
  const words = wordsOf(record.language)
  const removes = record.texts.some(({ parts }) => parts.some((part) => 'removed' in part))
  yield `<!doctype html>
<html lang="${languageTags[record.language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${forPrint ? printPolicy : alone}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(record.title)}</title>
${forPrint ? '<link rel="stylesheet" href="fonts.css">\n' : ''}<style>${recordStyle}${forPrint ? printStyle : ''}</style>
</head>
<body>
<main>
<header>
<p class="kind">${escapeHtml(words.kind)}</p>
<h1>${escapeHtml(record.title)}</h1>
</header>
${section(words.summary, paragraph(record.summary))}`
  const items: (Numbered<PublicClaim> | Numbered<PublicText>)[] = []
  if (record.claims.length > 0) yield opened(words.claims)
  for (const claim of claims) {
    items.push(claim)
    yield claimHtml(claim, words, record.language)
  }
  if (record.claims.length > 0) yield '</section>\n'
  if (record.texts.length > 0) yield opened(words.texts)
  for (const text of texts) {
    items.push(text)
    yield textHtml(text, words)
  }
  if (record.texts.length > 0) yield '</section>\n'
  yield `${section(
    words.method,
    paragraph(record.method) + paragraph(words.attributionText),
  )}${section(words.redaction, removes ? paragraph(words.redactionText) : '')}${section(
    words.grading,
    record.claims.length === 0 ? '' : paragraph(words.gradingText) + gradesHtml(words),
  )}${section(words.digests, paragraph(words.digestsText) + howHtml(items, words) + digestsHtml(items, words))}</main>
</body>
</html>
`
}
