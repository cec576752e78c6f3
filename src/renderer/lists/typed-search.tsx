import { memo } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { limits } from '../records/limits.ts'
import { SearchField } from '../ui/search-field.tsx'
import { useTyped } from '../data/use-typed.ts'

/**
 * The search box of a long list: a typed key is painted before the list is filtered. Memoized: it
 * does not change with the list.
 */
export const TypedSearch = memo(function TypedSearch({
  label,
  placeholder,
  value,
  onChange,
  onDown,
}: {
  readonly label: MessageKey
  readonly placeholder: MessageKey
  readonly value: string
  readonly onChange: (value: string) => void
  /** Arrow down: on to what was found. */
  readonly onDown?: () => void
}): ReactElement {
  const text = useText()
  const [shown, type] = useTyped(value, onChange)
  return (
    <SearchField
      label={text(label)}
      placeholder={text(placeholder)}
      clearLabel={text('search.clear')}
      value={shown}
      onDown={onDown}
      onChange={(typed) => type(typed.slice(0, limits.query))}
    />
  )
})
