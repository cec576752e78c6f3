import { en } from './en.ts'
import { ko } from './ko.ts'
import type { Language } from './languages.ts'
import { zh } from './zh.ts'

/** Every message there is; English is the list that the other languages are held to. */
export type MessageKey = keyof typeof en

/** All languages at once: for what is found by its name in any of them. */
export const messages: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  en,
  ko,
  zh,
}
