import type { Settings } from '../../shared/records.ts'

export type Language = Settings['language']

/** Values of `lang` attributes, so that Han characters are drawn in the right form. */
export const languageTags = { en: 'en', ko: 'ko', zh: 'zh-Hans' } as const satisfies Record<
  Language,
  string
>

/** The language of a `lang` attribute, or of a locale derived from one. */
export const languageOf = (tag: string): Language =>
  tag.startsWith('ko') ? 'ko' : tag.startsWith('zh') ? 'zh' : 'en'

/** Each language by its own name, the same in every language. */
export const languageNames = {
  en: 'English',
  ko: '한국어',
  zh: '简体中文',
} as const satisfies Record<Language, string>

/**
 * The language to draw a text in whose own is not stored, by its script: it decides how Han
 * characters look and where Korean lines break. Mixed text counts as Korean once it has Hangul.
 */
export const scriptOf = (text: string): 'en' | 'ko' | 'zh' =>
  /\p{Script=Hangul}/u.test(text) ? 'ko' : /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
