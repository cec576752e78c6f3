import { languageNames } from '../../i18n/languages.ts'
import type { Language } from '../../i18n/languages.ts'
import { messages } from '../../i18n/messages.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { TextValues } from '../../i18n/use-text.ts'
import { folded } from '../../lists/fits-words.ts'

export const languages = Object.keys(languageNames) as readonly Language[]

/** A message with its values; plural syntax stays unformatted. */
const filled = (message: string, values: TextValues): string =>
  message.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** The names of a command in all languages, folded. */
export const namesOf = (
  key: MessageKey,
  valuesIn: (language: Language) => TextValues,
): readonly string[] =>
  languages.map((language) => folded(filled(messages[language][key], valuesIn(language))))
