import type { ReactElement, Ref } from 'react'
import { classNames } from './class-names.ts'
import styles from './heading-field.module.css'

/** A heading that is written where it stands: without a frame, never with a line break in it. */
export const HeadingField = ({
  label,
  placeholder,
  value,
  lang,
  maxLength,
  onChange,
  onEnter,
  className,
  ref,
}: {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly lang: string
  readonly maxLength: number
  readonly onChange: (value: string) => void
  /** It is done: go on to what it heads. */
  readonly onEnter: () => void
  /** For where it lies; its looks are its own. */
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLTextAreaElement>
}): ReactElement => (
  <textarea
    ref={ref}
    className={classNames(styles['heading'], className)}
    aria-label={label}
    placeholder={placeholder}
    rows={1}
    value={value}
    lang={lang}
    maxLength={maxLength}
    spellCheck={false}
    autoComplete="off"
    onChange={(event) => onChange(event.currentTarget.value.replaceAll(/[\r\n]+/g, ' '))}
    onKeyDown={(event) => {
      // Enter that ends the composing of a syllable belongs to the input method.
      if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
      event.preventDefault()
      onEnter()
    }}
  />
)
