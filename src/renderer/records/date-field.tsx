import { useState } from 'react'
import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import { useText } from '../i18n/use-text.ts'
import { TextField } from '../ui/text-field.tsx'
import { dateWords } from './date-words.ts'
import { isDateText } from './edtf.ts'
import { limits } from './limits.ts'

const examples = {
  year: '2023',
  month: '2023-10',
  day: '2023-10-08',
  about: '2023-10~',
  unsure: '2023?',
  range: '2023-10/2024-01',
}

/**
 * A date of any precision (EDTF). While it is empty and focused, examples are shown below it;
 * afterwards the parsed date is shown in words. Invalid text is marked, and the caller must not
 * save it.
 */
export const DateField = ({
  label,
  value,
  onChange,
  isReadOnly = false,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isReadOnly?: boolean
}): ReactElement => {
  const text = useText()
  const [isFocused, setFocused] = useState(false)
  const intl = useIntl()
  const good = isDateText(value)
  return (
    <TextField
      label={label}
      value={value}
      onChange={(next) => onChange(next.trim())}
      isReadOnly={isReadOnly}
      maxLength={limits.edtf}
      placeholder={text('vocab.date.example', examples)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      {...(value !== '' || isFocused
        ? {
            description:
              value === '' ? text('vocab.date.hint', examples) : dateWords(value, intl, text),
          }
        : {})}
      error={good ? undefined : text('vocab.date.bad', examples)}
    />
  )
}
