export type TermLanguage = 'en' | 'ko' | 'zh'

/** One thing that users read of under one word, as docs/GLOSSARY.md has it. */
export type Term = {
  /** The English word; the glossary has the others. */
  readonly term: string
  /** What it is not called. */
  readonly refused: Readonly<Record<TermLanguage, RegExp>>
  /** Where a refused word is too common to be looked for everywhere: the areas in which it is. */
  readonly within?: Readonly<Partial<Record<TermLanguage, readonly string[]>>>
  /** Keys, or beginnings of keys, in which the word means something else, and what. */
  readonly besides: Readonly<Record<string, string>>
}

export const terms: readonly Term[] = [
  {
    term: 'finding',
    refused: { en: /\bmarks?\b/i, ko: /표시|점검 결과/, zh: /标记|检查结果/ },
    within: {
      // On a screen nearly everything is 표시: shown.
      ko: ['cases', 'leaving', 'limits', 'lint', 'palette', 'publications', 'review'],
    },
    besides: {
      'cases.nextClaims': 'to mark words as a claim',
      'claims.': 'to mark words as a claim; a question mark',
      'help.claims.text': 'to mark words as a claim',
      'help.public.text': 'a withdrawal marks what went out',
      'help.start.text': 'to mark words as a claim',
      'keys.mapEnds': 'places on the map',
      'lint.why.hidden': 'to mark a copy, so that it leads back',
      'map.': 'to mark words as a claim; places on the map',
      'sources.doNotContactHint': 'a source is marked',
      'sources.foundStop': 'to mark a source',
      'timeline.emptyText': 'to mark words as a claim',
    },
  },
  {
    term: 'public record',
    refused: { en: /\bpublications?\b/i, ko: /공개물|출판물|간행물/, zh: /出版物|刊物/ },
    besides: { 'vocab.channel.publication': 'a newspaper or a book that a report came from' },
  },
]

/**
 * Messages that call a thing by another word than the glossary's, and exceptions that no message needs
 * any more. A fault is a sentence for whoever edits the file.
 */
export const findOtherWords = (
  texts: Readonly<Record<TermLanguage, ReadonlyMap<string, string>>>,
  all: readonly Term[] = terms,
): string[] => {
  const faults: string[] = []
  for (const { term, refused, within, besides } of all) {
    const needed = new Set<string>()
    for (const language of ['en', 'ko', 'zh'] as const) {
      const areas = within?.[language]
      for (const [key, text] of texts[language]) {
        const word = refused[language].exec(text)?.[0]
        if (word === undefined || areas?.includes(key.split('.')[0] ?? '') === false) continue
        const exception = Object.keys(besides).find((each) => key.startsWith(each))
        if (exception === undefined) {
          faults.push(`${language}: ${key} says “${word}” of what the glossary calls “${term}”`)
        } else needed.add(exception)
      }
    }
    for (const exception of Object.keys(besides)) {
      if (!needed.has(exception)) faults.push(`${exception} needs no exception from “${term}”`)
    }
  }
  return faults
}
