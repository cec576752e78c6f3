import { useLayoutEffect, useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { IntlProvider } from 'react-intl'
import { AriaLocale } from '../ui/aria-locale.tsx'
import { languageTags } from './languages.ts'
import type { Language } from './languages.ts'
import { useWords } from './use-words.ts'

// A missing message shows its key; it must not be logged, nor may a value be.
const silent = (): void => undefined

/** Gives everything below it one language, and marks the document with it. Nothing is shown until its words are there. */
export const LanguageProvider = ({
  language,
  words: given,
  children,
}: {
  readonly language: Language
  /** Other words than the language's own: tests stretch them to find what is cut off. */
  readonly words?: Readonly<Record<string, string>>
  readonly children: ReactNode
}): ReactElement | null => {
  const own = useWords(language)
  const words = given ?? own?.words
  const tag = languageTags[own?.language ?? language]
  useLayoutEffect(() => {
    document.documentElement.lang = tag
  }, [tag])
  // Another object, or another function, would be another language: everything would be drawn anew.
  const messages = useMemo(() => ({ ...words }), [words])
  if (words === undefined) return null
  return (
    <AriaLocale tag={tag}>
      <IntlProvider locale={tag} messages={messages} onError={silent} onWarn={silent}>
        {children}
      </IntlProvider>
    </AriaLocale>
  )
}
