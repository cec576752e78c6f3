import { useId, useImperativeHandle, useRef, useState } from 'react'
import type { ReactElement, Ref } from 'react'
import { passphraseStrength } from './passphrase-strength.ts'
import type { Strength } from './passphrase-strength.ts'
import { useText } from '../i18n/use-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { Button } from '../ui/button.tsx'
import { SecretField } from '../ui/secret-field.tsx'
import shared from '../ui/shared.module.css'
import styles from './secrets.module.css'
import { words } from './words.ts'
import { classNames } from '../ui/class-names.ts'

const steps = ['weak', 'fair', 'good', 'strong'] as const

/** Four bars and a word; changes are announced. */
const StrengthMeter = ({
  id,
  strength,
}: {
  readonly id: string
  readonly strength: Strength
}): ReactElement => {
  const text = useText()
  const level = strength === 'none' ? 0 : steps.indexOf(strength) + 1
  return (
    <div id={id} className={styles['meter']} aria-live="polite">
      <span className={classNames(styles['bars'], styles[strength])} aria-hidden="true">
        {steps.map((step, index) => (
          <span key={step} className={classNames(styles['bar'], index < level && styles['on'])} />
        ))}
      </span>
      <span className={shared['secondary']}>
        {text('unlock.strength')}: {text(`unlock.strength.${strength}`)}
      </span>
    </div>
  )
}

/** Six words of 11 bits each: 66 bits behind Argon2id. */
export const suggestionWords = 6

/**
 * Random words, uniformly distributed: 2048 divides 2^16, so there is no bias. A repeated word is
 * drawn again, which costs less than a hundredth of a bit. English in every UI language: it can be
 * typed on any keyboard, and password fields disable input methods.
 */
export const suggestPassphrase = (): string => {
  const chosen = new Set<string>()
  while (chosen.size < suggestionWords) {
    const [draw = 0] = crypto.getRandomValues(new Uint16Array(1))
    const word = words[draw % words.length]
    if (word !== undefined) chosen.add(word)
  }
  return [...chosen].join(' ')
}

// Equal to limits.passphraseMin of the contract, which the window may not import as a value.
const shortest = 10

export type NewPassphraseHandle = {
  /** The passphrase if it is acceptable; otherwise null, with the fault shown beside its field. */
  readonly read: () => string | null
  readonly clear: () => void
}

/** Two fields, a meter and a suggestion of six words. The passphrase never becomes React state. */
export const NewPassphrase = ({
  ref,
  label,
  description,
  autoFocus = false,
  isDisabled = false,
}: {
  readonly ref: Ref<NewPassphraseHandle>
  readonly label: string
  readonly description?: string
  readonly autoFocus?: boolean
  readonly isDisabled?: boolean
}): ReactElement => {
  const text = useText()
  const meterId = useId()
  const first = useRef<HTMLInputElement>(null)
  const second = useRef<HTMLInputElement>(null)
  const words = useRef<HTMLOutputElement>(null)
  const [strength, setStrength] = useState<Strength>('none')
  const [fault, setFault] = useState<MessageKey | null>(null)
  const [mismatch, setMismatch] = useState(false)

  useImperativeHandle(ref, () => ({
    read: () => {
      const passphrase = first.current?.value ?? ''
      const found: MessageKey | null =
        passphrase.length < shortest
          ? 'unlock.tooShort'
          : passphraseStrength(passphrase) === 'weak'
            ? 'unlock.tooWeak'
            : null
      const differs = found === null && passphrase !== second.current?.value
      setFault(found)
      setMismatch(differs)
      if (found !== null) first.current?.focus()
      else if (differs) second.current?.focus()
      return found === null && !differs ? passphrase : null
    },
    clear: () => {
      for (const field of [first, second]) if (field.current !== null) field.current.value = ''
      if (words.current !== null) words.current.textContent = ''
      setStrength('none')
    },
  }))

  // Written to the element directly: a suggestion is a passphrase, and must not be in React state.
  const showWords = (output: HTMLOutputElement | null): void => {
    words.current = output
    if (output !== null && output.textContent === '') output.textContent = suggestPassphrase()
  }
  const useWords = (): void => {
    if (first.current === null) return
    first.current.value = words.current?.textContent ?? ''
    setStrength(passphraseStrength(first.current.value))
    setFault(null)
    second.current?.focus()
  }

  return (
    <>
      <div className={styles['suggestion']}>
        <div className={styles['suggestionHead']}>
          <span className={styles['caption']}>{text('unlock.suggestion')}</span>
          <Button
            size="small"
            variant="quiet"
            isDisabled={isDisabled}
            onPress={() => {
              if (words.current !== null) words.current.textContent = suggestPassphrase()
            }}
          >
            {text('unlock.another')}
          </Button>
        </div>
        <output ref={showWords} className={styles['words']} lang="en" aria-live="off" />
        <div>
          <Button size="small" onPress={useWords} isDisabled={isDisabled}>
            {text('unlock.useSuggestion')}
          </Button>
        </div>
      </div>
      <div className={shared['stack1']}>
        <SecretField
          ref={first}
          name="new-passphrase"
          {...(description === undefined ? {} : { description })}
          label={label}
          error={fault === null ? undefined : text(fault, { min: shortest })}
          describedBy={meterId}
          autoFocus={autoFocus}
          isDisabled={isDisabled}
          onInput={() => {
            setStrength(passphraseStrength(first.current?.value ?? ''))
            setFault(null)
          }}
        />
        <StrengthMeter id={meterId} strength={strength} />
      </div>
      <SecretField
        ref={second}
        name="repeat-passphrase"
        label={text('unlock.repeat')}
        error={mismatch ? text('unlock.mismatch') : undefined}
        isDisabled={isDisabled}
        onInput={() => setMismatch(false)}
      />
    </>
  )
}
