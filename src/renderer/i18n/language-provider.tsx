import { useEffect } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { IntlProvider } from 'react-intl'
import { languageTags, messages } from './messages.ts'
import type { Language } from './messages.ts'

/** Gives everything below it one language, and marks the document with it. */
export const LanguageProvider = ({
  language,
  words = messages[language],
  children,
}: {
  readonly language: Language
  /** Other words than the language's own: tests stretch them to find what is cut off. */
  readonly words?: Readonly<Record<string, string>>
  readonly children: ReactNode
}): ReactElement => {
  const tag = languageTags[language]
  useEffect(() => {
    document.documentElement.lang = tag
  }, [tag])
  return (
    <I18nProvider locale={tag}>
      {/* A missing message shows its key; it must not be logged, nor may a value be. */}
      <IntlProvider
        locale={tag}
        messages={{ ...words }}
        onError={() => undefined}
        onWarn={() => undefined}
      >
        {children}
      </IntlProvider>
    </I18nProvider>
  )
}
