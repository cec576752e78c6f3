export type TermLanguage = 'en' | 'ko' | 'zh'

/** One thing that users read of under one word, as docs/GLOSSARY.md has it. */
export type Term = {
  /** Its row in the glossary. */
  readonly term: string
  /** Where an English message says it, the others say the glossary's word. */
  readonly said?: RegExp
  /** What it is not called. */
  readonly refused?: Readonly<Partial<Record<TermLanguage, RegExp>>>
  /** Where a refused word is too common to be looked for everywhere: the areas in which it is. */
  readonly within?: Readonly<Partial<Record<TermLanguage, readonly string[]>>>
  /** Keys, or beginnings of keys, in which the word means something else, and what. */
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

/** A message without the names of what is filled in: `{claims, plural, …}` says nothing of claims. */
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
 * Messages that call a thing by another word than the glossary's, terms that are not in it, and
 * exceptions that no message needs any more. A fault is a sentence for whoever edits the file.
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
