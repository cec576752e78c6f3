import { en } from './en.ts'
import { ko } from './ko.ts'
import type { Language } from './languages.ts'
import { zh } from './zh.ts'

/** The keys of all messages; the other languages must have exactly those of English. */
export type MessageKey = keyof typeof en

/** All languages at once: for searching by names in any of them. */
export const messages: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  en,
  ko,
  zh,
}
