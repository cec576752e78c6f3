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
 * Two places of twelve, ascending, drawn anew each time. Against saying yes without looking: whoever
 * opens it often enough sees all twelve.
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
  /** What the vault is asked with; null while a word is missing. */
  readonly heard: Heard | null
  readonly type: (at: number, word: string) => void
  readonly setLanguage: (language: WordLanguage) => void
}

/** A comparison of twelve words: which two are hidden, and what was typed for them so far. */
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

/** Ten of twelve words to look at, and a field for each of the two that are hidden. */
export const HeardWords = ({
  words,
  comparison,
  missing,
  isDisabled = false,
  onType,
}: {
  readonly words: VerificationWordList
  readonly comparison: Comparison
  /** Said at a field that was left empty; null before anything was sent. */
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
