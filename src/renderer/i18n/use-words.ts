import { useEffect, useState } from 'react'
import type { Language } from './languages.ts'
import type { MessageKey } from './messages.ts'

type Words = Readonly<Record<MessageKey, string>>

const read: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => (await import('./en.ts')).en,
  ko: async () => (await import('./ko.ts')).ko,
  zh: async () => (await import('./zh.ts')).zh,
}

const known = new Map<Language, Words>()

interface Shown {
  readonly language: Language
  readonly words: Words
}

const shownIn = (language: Language): Shown | null => {
  const words = known.get(language)
  return words === undefined ? null : { language, words }
}

/** A language and its words: those of the one before until the new one's have been read. */
export const useWords = (wanted: Language): Shown | null => {
  const [before, setBefore] = useState(() => shownIn(wanted))
  useEffect(() => {
    let isWanted = true
    const take = async (): Promise<void> => {
      if (!known.has(wanted)) known.set(wanted, await read[wanted]())
      if (isWanted) setBefore(shownIn(wanted))
    }
    void take()
    return () => {
      isWanted = false
    }
  }, [wanted])
  return shownIn(wanted) ?? before
}
