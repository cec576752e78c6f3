import { TYPE } from '@formatjs/icu-messageformat-parser'
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import type { Catalogue } from './messages.ts'

/** Placeholders for arguments: a word with an unknown last letter, and a number. */
const anyWord = '\uFFFC'
const anyNumber = '\uFFFB'

/** The possible texts of a message, one for each path through its plural and select forms. */
const readings = (elements: readonly MessageFormatElement[]): string[] =>
  elements.reduce<string[]>(
    (before, element) => {
      const after = readingsOf(element)
      return before.flatMap((start) => after.map((end) => start + end))
    },
    [''],
  )

const readingsOf = (element: MessageFormatElement): string[] => {
  switch (element.type) {
    case TYPE.literal:
      return [element.value]
    case TYPE.number:
    case TYPE.pound:
      return [anyNumber]
    case TYPE.select:
    case TYPE.plural:
      return [
        ...new Set(Object.values(element.options).flatMap((option) => readings(option.value))),
      ]
    case TYPE.tag:
      return readings(element.children)
    case TYPE.argument:
    case TYPE.date:
    case TYPE.time:
      return [anyWord]
  }
}

type Rule = {
  readonly languages: readonly string[]
  /** Group 1 is the error. */
  readonly found: RegExp
  readonly why: string
}

const rules: readonly Rule[] = [
  { languages: ['en', 'ko', 'zh'], found: /(["'])/, why: 'quotes are curly' },
  { languages: ['ko'], found: /([“”])/, why: 'Korean quotes with ‘ and ’' },
  {
    languages: ['ko'],
    // The form of a particle depends on the sound before it. After an argument, both forms are
    // written.
    found:
      /[\uFFFB\uFFFC]’?((?:을|를|은|는|이|가|과|와|으로|로|이나|나|이랑|랑|이라고|라고|이라|라|이란|란)(?:의|는|도|만|써|서)?)(?![가-힣(])/,
    why: 'write both forms of a particle after what is filled in, as 을(를), or do without',
  },
  {
    languages: ['zh'],
    found: /(\p{Script=Han}[\d\uFFFB]|[\d\uFFFB]\p{Script=Han})/u,
    why: 'a space stands between a number and a Chinese character',
  },
]

/** Messages that break the typography of their language: a sentence for each. */
export const findMisprints = (catalogue: Catalogue, language: string): string[] =>
  rules
    .filter(({ languages }) => languages.includes(language))
    .flatMap(({ found, why }) =>
      [...catalogue].flatMap(([key, message]) => {
        const wrong = readings(message)
          .map((reading) => found.exec(reading)?.[1])
          .find((each) => each !== undefined)
        return wrong === undefined
          ? []
          : [`${language}: ${key} has “${wrong.replace(anyNumber, '1')}”: ${why}`]
      }),
    )
