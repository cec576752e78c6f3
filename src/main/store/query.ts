/** Filters that a query may carry, as `key:value` or `key:"several words"`. */
export const filterKeys = ['source', 'case', 'after', 'before', 'lang', 'tag', 'state'] as const
export type FilterKey = (typeof filterKeys)[number]

export type Term = {
  readonly text: string
  /** Does its last word also match longer words that begin with it? */
  readonly prefix: boolean
  readonly excluded: boolean
}
export type Filter = {
  readonly key: FilterKey
  readonly value: string
  readonly excluded: boolean
}
export type Query = { readonly terms: readonly Term[]; readonly filters: readonly Filter[] }

const isKey = (text: string): text is FilterKey => (filterKeys as readonly string[]).includes(text)

const isDate = (text: string): boolean =>
  /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text)

const isState = (text: string): boolean => ['draft', 'filed', 'revising'].includes(text)

const fits = (key: FilterKey, value: string): boolean => {
  if (key === 'after' || key === 'before') return isDate(value)
  return key === 'state' ? isState(value) : value.trim() !== ''
}

const space = /\s/u

/**
 * The most words that are searched: longer queries are not typed by hand, and the index has a
 * bound.
 */
const most = 64

type QueryToken = {
  readonly text: string
  readonly quoted: boolean
  readonly key: string | null
  readonly excluded: boolean
  /** Does the query end right after it? Then the user may still be typing it. */
  readonly open: boolean
}

// One pass; `closing` is searched once per quote and only while there is one, so it is linear.
const tokens = (text: string): QueryToken[] => {
  const found: QueryToken[] = []
  let at = 0
  let lastQuote = text.lastIndexOf('"')
  while (at < text.length && found.length < most) {
    if (space.test(text[at] ?? '')) {
      at++
      continue
    }
    const excluded = text[at] === '-' && at + 1 < text.length && !space.test(text[at + 1] ?? '')
    if (excluded) at++
    const start = at
    let key: string | null = null
    let quoted: string | null = null
    while (at < text.length && !space.test(text[at] ?? '')) {
      if (text[at] === ':' && key === null && isKey(text.slice(start, at).toLowerCase())) {
        key = text.slice(start, at).toLowerCase()
      }
      const opens = at === start || (key !== null && at === start + key.length + 1)
      if (text[at] === '"' && opens && at < lastQuote) {
        const closing = text.indexOf('"', at + 1)
        quoted = text.slice(at + 1, closing)
        at = closing + 1
        break
      }
      at++
    }
    const word = quoted ?? text.slice(start + (key === null ? 0 : key.length + 1), at)
    found.push({ text: word, quoted: quoted !== null, key, excluded, open: at === text.length })
    if (at > lastQuote) lastQuote = -1
  }
  return found
}

/**
 * Parses a query: words that must all occur, `"phrases"`, `begin*`, `-not`, and filters. The last
 * word also matches as a prefix while nothing follows it. Never throws and takes linear time:
 * malformed syntax counts as words.
 */
export const parseQuery = (text: string): Query => {
  const terms: Term[] = []
  const filters: Filter[] = []
  for (const token of tokens(text)) {
    const { key, excluded } = token
    if (key !== null && isKey(key) && fits(key, token.text)) {
      filters.push({ key, value: token.text.trim(), excluded })
      continue
    }
    const word = key === null ? token.text : `${key} ${token.text}`
    const starred = !token.quoted && word.endsWith('*')
    const prefix = starred || (!token.quoted && token.open && !excluded)
    terms.push({ text: word, prefix, excluded })
  }
  return { terms, filters }
}
