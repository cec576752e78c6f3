import { inject } from 'vitest'

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- Merged into Vitest's own.
  interface ProvidedContext {
    isLong: boolean
  }
}

type Language = 'en' | 'ko' | 'zh'

/** `npm run test:long`: views are checked in every language and theme. */
export const isLong = inject('isLong')

/** The languages in which axe checks a view: all in a long run, English in `npm test`. */
export const viewLanguages: readonly Language[] = isLong ? ['en', 'ko', 'zh'] : ['en']
