import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { RadioGroup } from '../ui/radio-group.tsx'

/**
 * Switches a view between drawing and table: one control in the head of every view that has both.
 */
export const FormChoice = <T extends string>({
  form,
  drawing,
  onChange,
}: {
  readonly form: T | 'table'
  readonly drawing: { readonly value: T; readonly label: string }
  readonly onChange: (form: T | 'table') => void
}): ReactElement => {
  const text = useText()
  return (
    <RadioGroup
      label={text('timeline.form')}
      hideLabel
      layout="row"
      value={form}
      options={[drawing, { value: 'table', label: text('timeline.table') }]}
      onChange={onChange}
    />
  )
}
