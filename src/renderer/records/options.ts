import type { MessageKey } from '../i18n/messages.ts'
import type { Text } from '../i18n/use-text.ts'
import type { Option } from '../ui/select.tsx'
import { languageWords } from './vocabulary.ts'

/** The options of a closed vocabulary, in its order. */
export const optionsOf = <T extends string>(
  words: Readonly<Record<T, MessageKey>>,
  text: Text,
): Option<T>[] => (Object.keys(words) as T[]).map((value) => ({ value, label: text(words[value]) }))

/** The name of a language; its tag if there is no message for it. */
export const languageName = (tag: string, text: Text): string =>
  Object.hasOwn(languageWords, tag) ? text(languageWords[tag as keyof typeof languageWords]) : tag

/** The offered languages, and the current one if it is not among them. */
export const languageOptions = (present: string, text: Text): Option<string>[] => {
  const offered: Option<string>[] = optionsOf<string>(languageWords, text)
  return offered.some((option) => option.value === present)
    ? offered
    : [{ value: present, label: present }, ...offered]
}
