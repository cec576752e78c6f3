import { useState } from 'react'
import type { ReactElement } from 'react'
import type { HeardWords as Heard } from '../../shared/compared-words.ts'
import { useText } from '../i18n/use-text.ts'
import { limits } from '../records/limits.ts'
import { TextField } from '../ui/text-field.tsx'
import { CardWords, useWordLanguage } from './card-words.tsx'
import type { WordLanguage, VerificationWordList } from './card-words.tsx'
import styles from './contacts.module.css'

const count = 12

/**
 * Two of twelve positions, ascending and random each time. A guard against confirming without
 * comparing: opening it often enough still reveals all twelve words.
 */
const drawn = (): readonly [number, number] => {
  const [a = 0, b = 0] = crypto.getRandomValues(new Uint32Array(2))
  const one = a % count
  const other = (one + 1 + (b % (count - 1))) % count
  return one < other ? [one, other] : [other, one]
}

type Comparison = {
  readonly hidden: readonly [number, number]
  readonly typed: Readonly<Record<number, string>>
  readonly language: WordLanguage
  readonly isMissing: (at: number) => boolean
  /** Input for the vault process; null while a word is missing. */
  readonly heard: Heard | null
  readonly type: (at: number, word: string) => void
  readonly setLanguage: (language: WordLanguage) => void
}

/** A comparison of twelve words: the two hidden positions, and what was typed for them. */
export const useComparison = (): Comparison => {
  const [language, setLanguage] = useWordLanguage()
  const [hidden] = useState(drawn)
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})
  const isMissing = (at: number): boolean => (typed[at] ?? '').trim() === ''
  return {
    hidden,
    typed,
    language,
    isMissing,
    heard: hidden.some(isMissing)
      ? null
      : { language, heard: hidden.map((at) => ({ at, word: typed[at] ?? '' })) },
    type: (at, word) => setTyped({ ...typed, [at]: word }),
    setLanguage,
  }
}

/** Ten of twelve words, and a field for each of the two hidden ones. */
export const HeardWords = ({
  words,
  comparison,
  missing,
  isDisabled = false,
  onType,
}: {
  readonly words: VerificationWordList
  readonly comparison: Comparison
  /** Message for an empty field; null before the first submit. */
  readonly missing: string | null
  readonly isDisabled?: boolean
  readonly onType: () => void
}): ReactElement => {
  const text = useText()
  const { hidden, typed, language, isMissing, type, setLanguage } = comparison
  return (
    <>
      <CardWords words={words} language={language} onLanguage={setLanguage} hidden={hidden} />
      <div className={styles['fields']}>
        {hidden.map((at, i) => (
          <TextField
            key={at}
            label={text('contacts.heard', { number: at + 1 })}
            value={typed[at] ?? ''}
            maxLength={limits.name}
            autoFocus={i === 0}
            isDisabled={isDisabled}
            error={missing !== null && isMissing(at) ? missing : undefined}
            onChange={(word) => {
              type(at, word)
              onType()
            }}
          />
        ))}
      </div>
    </>
  )
}
