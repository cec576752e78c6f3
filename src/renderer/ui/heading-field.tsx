import type { ReactElement, Ref } from 'react'
import { classNames } from './class-names.ts'
import styles from './heading-field.module.css'

/** An editable heading: without a frame, never with a line break. */
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
  /** Enter: move to the content. */
  readonly onEnter: () => void
  /** For layout only; the field has its own style. */
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
      // Enter that ends the composition of a syllable belongs to the input method.
      if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
      event.preventDefault()
      onEnter()
    }}
  />
)
