export type TermLanguage = 'en' | 'ko' | 'zh'

/** One term of the user interface, as docs/GLOSSARY.md defines it. */
export type Term = {
  /** Its row in the glossary. */
  readonly term: string
  /** Where an English message matches, the translations must use the glossary's word. */
  readonly said?: RegExp
  /** Words that must not be used for it. */
  readonly refused?: Readonly<Partial<Record<TermLanguage, RegExp>>>
  /** Where a refused word is too common to be searched everywhere: the areas to search. */
  readonly within?: Readonly<Partial<Record<TermLanguage, readonly string[]>>>
  /** Keys, or beginnings of keys, in which the word means something else, with that meaning. */
  readonly besides?: Readonly<Record<string, string>>
}

/** The Korean and the Chinese word of a row. */
export type Glossary = ReadonlyMap<string, Readonly<Record<'ko' | 'zh', string>>>

/** The rows of the tables of docs/GLOSSARY.md, by their English word. */
export const parseGlossary = (markdown: string): Glossary =>
  new Map(
    [...markdown.matchAll(/^\| +([^|]+?) +\| +([^|]+?) +\| +([^|]+?) +\|/gm)].map(
      ([, en = '', ko = '', zh = '']) => [en, { ko, zh }],
    ),
  )

/** A message without the names of its arguments: `{claims, plural, …}` is not a use of "claims". */
const words = (text: string): string => text.replaceAll(/\{\s*\w+\s*(?=[,}])/g, '{')

type Texts = Readonly<Record<TermLanguage, ReadonlyMap<string, string>>>

const refusedIn = ({ term, refused, within }: Term, texts: Texts): [string, string][] =>
  (['en', 'ko', 'zh'] as const).flatMap((language) =>
    [...texts[language]].flatMap(([key, text]): [string, string][] => {
      const word = refused?.[language]?.exec(words(text))?.[0]
      const isLookedAt = within?.[language]?.includes(key.split('.')[0] ?? '') !== false
      return word === undefined || !isLookedAt
        ? []
        : [[key, `${language}: ${key} says “${word}” of what the glossary calls “${term}”`]]
    }),
  )

const unsaidIn = ({ term, said }: Term, texts: Texts, glossary: Glossary): [string, string][] =>
  [...texts.en]
    .filter(([, text]) => said?.test(words(text)))
    .flatMap(([key]) =>
      (['ko', 'zh'] as const).flatMap((language): [string, string][] => {
        const word = glossary.get(term)?.[language] ?? ''
        return texts[language].get(key)?.includes(word) === false
          ? [[key, `${language}: ${key} does not say “${word}” for “${term}”`]]
          : []
      }),
    )

/**
 * Messages that use another word than the glossary's, terms that are not in it, and exceptions that
 * no message needs. A fault is a sentence for the developer.
 */
export const findOtherWords = (
  texts: Texts,
  glossary: Glossary,
  terms: readonly Term[],
): string[] => {
  const faults: string[] = []
  for (const each of terms) {
    const { term, besides = {} } = each
    if (!glossary.has(term)) faults.push(`“${term}” is not in the glossary`)
    const needed = new Set<string>()
    for (const [key, fault] of [...refusedIn(each, texts), ...unsaidIn(each, texts, glossary)]) {
      const exception = Object.keys(besides).find((beginning) => key.startsWith(beginning))
      if (exception === undefined) faults.push(fault)
      else needed.add(exception)
    }
    for (const exception of Object.keys(besides)) {
      if (!needed.has(exception)) faults.push(`${exception} needs no exception from “${term}”`)
    }
  }
  return faults
}
