import { useState } from 'react'
import type { ReactElement } from 'react'
import { TextField } from '../ui/text-field.tsx'
import { limits } from './limits.ts'

const readNumber = (typed: string): number | null => {
  const digits = typed.replaceAll(/[\s,.]/gu, '')
  if (!/^\d{1,10}$/.test(digits)) return null
  const value = Number(digits)
  return value > limits.pool ? null : value
}

/** A number of people or things, from 0. Other text is marked and passed on as null. */
export const WholeNumberField = ({
  label,
  description,
  value,
  bad,
  error,
  isDisabled = false,
  isRequired = false,
  onChange,
}: {
  readonly label: string
  readonly description?: string
  /** The initial value. */
  readonly value: number | null
  /** Error for text that is no number. */
  readonly bad: string
  /** Error for a number that is not allowed. */
  readonly error?: string | undefined
  readonly isDisabled?: boolean
  readonly isRequired?: boolean
  readonly onChange: (value: number | null) => void
}): ReactElement => {
  const [typed, setTyped] = useState(value === null ? '' : String(value))
  return (
    <TextField
      label={label}
      {...(description === undefined ? {} : { description })}
      value={typed}
      inputMode="numeric"
      maxLength={16}
      isDisabled={isDisabled}
      isRequired={isRequired}
      error={typed !== '' && readNumber(typed) === null ? bad : error}
      onChange={(next) => {
        setTyped(next)
        onChange(readNumber(next))
      }}
    />
  )
}
