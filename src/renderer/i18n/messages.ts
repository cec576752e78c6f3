import type { Settings } from '../../shared/records.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import { zh } from './zh.ts'

export type Language = Settings['language']
/** Every message there is; English is the list that the other languages are held to. */
export type MessageKey = keyof typeof en

export const messages: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  en,
  ko,
  zh,
}

/** What `lang` attributes say, so that Han characters take their right shapes. */
export const languageTags = { en: 'en', ko: 'ko', zh: 'zh-Hans' } as const satisfies Record<
  Language,
  string
>

/** Each language by its own name, the same in every language. */
export const languageNames = {
  en: 'English',
  ko: '한국어',
  zh: '简体中文',
} as const satisfies Record<Language, string>
