import { useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement, Ref } from 'react'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { RequiredMark } from './field.tsx'
import { Icon } from './icon.tsx'
import { useText } from '../i18n/use-text.ts'
import fieldStyles from './field.module.css'
import styles from './secret-field.module.css'

/**
 * A passphrase or code. Typed text stays in the input element and never becomes React state: read
 * it from the ref when needed, then clear it. Can show the text, and warns if Caps Lock is on.
 */
export const SecretField = ({
  ref,
  label,
  description,
  error,
  name,
  describedBy,
  autoFocus = false,
  isDisabled = false,
  isCode = false,
  isRequired = false,
  onInput,
}: {
  readonly ref: Ref<HTMLInputElement>
  readonly label: string
  readonly description?: string
  readonly error?: string | undefined
  readonly name: string
  /** Id of an element with more information, such as a strength meter. */
  readonly describedBy?: string
  readonly autoFocus?: boolean
  readonly isDisabled?: boolean
  /** Visible while typing, in a monospaced font. */
  readonly isCode?: boolean
  /** Marked as required; for a form that has other fields too. */
  readonly isRequired?: boolean
  /** Called on input, without the text. */
  readonly onInput?: () => void
}): ReactElement => {
  const text = useText()
  const id = useId()
  const [shown, setShown] = useState(isCode)
  const [capsLock, setCapsLock] = useState(false)
  const wrapper = useRef<HTMLDivElement>(null)
  const watchCapsLock = (event: KeyboardEvent): void =>
    setCapsLock(event.getModifierState('CapsLock'))
  const notes = [
    error !== undefined && `${id}-error`,
    description !== undefined && `${id}-about`,
    capsLock && `${id}-caps`,
    describedBy,
  ].filter(Boolean)

  return (
    <div className={fieldStyles['field']} ref={wrapper}>
      <div className={fieldStyles['label']}>
        <label htmlFor={id}>{label}</label> {isRequired && <RequiredMark />}
      </div>
      <div className={styles['box']}>
        <input
          ref={ref}
          id={id}
          name={name}
          type={shown ? 'text' : 'password'}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          autoFocus={autoFocus}
          disabled={isDisabled}
          aria-required={isRequired || undefined}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={notes.length > 0 ? notes.join(' ') : undefined}
          className={classNames(fieldStyles['input'], styles['input'], shown && styles['shown'])}
          onInput={onInput}
          onKeyDown={watchCapsLock}
          onKeyUp={watchCapsLock}
          onBlur={() => setCapsLock(false)}
        />
        {!isCode && (
          <span className={styles['reveal']}>
            <IconButton
              icon={shown ? 'eye-off' : 'eye'}
              label={text(shown ? 'unlock.conceal' : 'unlock.reveal')}
              isDisabled={isDisabled}
              onPress={() => {
                setShown(!shown)
                wrapper.current?.querySelector('input')?.focus()
              }}
            />
          </span>
        )}
      </div>
      {description !== undefined && error === undefined && (
        <span id={`${id}-about`} className={fieldStyles['description']}>
          {description}
        </span>
      )}
      {error !== undefined && (
        <span id={`${id}-error`} role="alert" className={fieldStyles['error']}>
          <Icon name="alert" size={14} />
          <span>{error}</span>
        </span>
      )}
      <span id={`${id}-caps`} aria-live="polite" className={styles['caps']}>
        {capsLock && text('unlock.capsLock')}
      </span>
    </div>
  )
}
