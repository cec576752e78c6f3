import { useLayoutEffect, useMemo, useEffect, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { IntlProvider } from 'react-intl'
import { AriaLocale } from '../ui/aria-locale.tsx'
import { languageTags } from './languages.ts'
import type { Language } from './languages.ts'
import type { MessageKey } from './messages.ts'

type MessageTable = Readonly<Record<MessageKey, string>>

const read: Readonly<Record<Language, () => Promise<MessageTable>>> = {
  en: async () => (await import('./en.ts')).en,
  ko: async () => (await import('./ko.ts')).ko,
  zh: async () => (await import('./zh.ts')).zh,
}

const known = new Map<Language, MessageTable>()

type ShownLanguage = {
  readonly language: Language
  readonly words: MessageTable
}

const shownIn = (language: Language): ShownLanguage | null => {
  const words = known.get(language)
  return words === undefined ? null : { language, words }
}

const load = async (language: Language): Promise<void> => {
  if (!known.has(language)) known.set(language, await read[language]())
}

/** Loads the messages of a language before a provider asks for them, which reports a failure. */
export const readWordsAhead = (language: Language): void => {
  load(language).catch(() => undefined)
}

/** A language and its messages; the previous language until the new messages are loaded. */
const useWords = (wanted: Language): ShownLanguage | null => {
  const [before, setBefore] = useState(() => shownIn(wanted))
  useEffect(() => {
    let isWanted = true
    const take = async (): Promise<void> => {
      await load(wanted)
      if (isWanted) setBefore(shownIn(wanted))
    }
    void take()
    return () => {
      isWanted = false
    }
  }, [wanted])
  return shownIn(wanted) ?? before
}

// A missing message shows its key. Never log it: a log could contain values.
const silent = (): void => undefined

/**
 * Provides the language to its children, and sets it on the document. Renders nothing until the
 * messages are loaded.
 */
export const LanguageProvider = ({
  language,
  words: given,
  children,
}: {
  readonly language: Language
  /** Replaces the messages: tests use longer ones to find truncation. */
  readonly words?: Readonly<Record<string, string>>
  readonly children: ReactNode
}): ReactElement | null => {
  const own = useWords(language)
  const words = given ?? own?.words
  const tag = languageTags[own?.language ?? language]
  useLayoutEffect(() => {
    document.documentElement.lang = tag
  }, [tag])
  // Stable identity: a new object or function would render everything again.
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
