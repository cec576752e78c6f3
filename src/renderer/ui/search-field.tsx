import type { ReactElement, Ref } from 'react'
import { Button, Input, Label, SearchField as AriaSearchField } from 'react-aria-components'
import { Icon } from './icon.tsx'
import shared from './shared.module.css'
import styles from './field.module.css'

/** A search box with a magnifying glass and a clear button; Escape clears it too. */
export const SearchField = ({
  label,
  placeholder,
  clearLabel,
  value,
  onChange,
  onDown,
  ref,
  autoFocus = false,
}: {
  readonly label: string
  readonly placeholder?: string
  readonly clearLabel: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Arrow down: on to what was found. */
  readonly onDown?: (() => void) | undefined
  readonly ref?: Ref<HTMLInputElement>
  readonly autoFocus?: boolean
}): ReactElement => (
  <AriaSearchField
    value={value}
    onChange={onChange}
    onKeyDown={(event) => {
      if (onDown === undefined || event.key !== 'ArrowDown' || event.nativeEvent.isComposing) return
      event.preventDefault()
      onDown()
    }}
    autoFocus={autoFocus}
    autoComplete="off"
    autoCorrect="off"
    spellCheck="false"
    className={styles['search']}
  >
    <Label className={shared['hidden']}>{label}</Label>
    <span className={styles['glass']}>
      <Icon name="search" size={16} />
    </span>
    <Input ref={ref} placeholder={placeholder} className={styles['input']} />
    <Button aria-label={clearLabel} className={styles['clear']}>
      <Icon name="close" size={14} />
    </Button>
  </AriaSearchField>
)
