import { useState } from 'react'
import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import type { Contact } from '../../shared/contacts.ts'
import { useText } from '../i18n/use-text.ts'
import { Tabs } from '../ui/tabs.tsx'
import styles from './contacts.module.css'

export type VerificationWordList = Contact['words']
export type WordLanguage = keyof VerificationWordList

const own: Readonly<Record<WordLanguage, string>> = { en: 'English', ko: '한국어', zh: '中文' }
const tags: Readonly<Record<WordLanguage, string>> = { en: 'en', ko: 'ko', zh: 'zh-Hans' }
const order = ['en', 'ko', 'zh'] as const satisfies readonly WordLanguage[]

const isOne = (id: string): id is WordLanguage => order.some((language) => language === id)

/** Language of the words: that of the window until the user chooses another. */
export const useWordLanguage = (): [WordLanguage, (language: WordLanguage) => void] => {
  const { locale } = useIntl()
  const [taken, setTaken] = useState<WordLanguage | null>(null)
  return [taken ?? order.find((id) => tags[id] === locale) ?? 'en', setTaken]
}

/**
 * Twelve words that represent all keys of a card, in one language at a time; those in `hidden` must
 * be typed.
 */
export const CardWords = ({
  words,
  language,
  onLanguage,
  hidden = [],
}: {
  readonly words: VerificationWordList
  readonly language: WordLanguage
  readonly onLanguage: (language: WordLanguage) => void
  readonly hidden?: readonly number[]
}): ReactElement => {
  const text = useText()
  return (
    <Tabs
      label={text('contacts.language')}
      selected={language}
      onChange={(id) => {
        if (isOne(id)) onLanguage(id)
      }}
      items={order.map((id) => ({
        id,
        label: own[id],
        lang: tags[id],
        content: (
          <ol className={styles['words']} lang={tags[id]} aria-label={text('contacts.words')}>
            {words[id].map((word, at) => (
              // A word may occur twice, so the key includes its position.
              <li key={`${String(at)} ${word}`} className={styles['word']}>
                <span className={styles['number']} aria-hidden="true">
                  {at + 1}
                </span>
                {hidden.includes(at) ? <span className={styles['blank']}>· · ·</span> : word}
              </li>
            ))}
          </ol>
        ),
      }))}
    />
  )
}
