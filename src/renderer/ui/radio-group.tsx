import type { ReactElement } from 'react'
import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Field } from './field.tsx'
import type { FieldWords } from './field.tsx'
import type { Option } from './select.tsx'
import fieldStyles from './field.module.css'
import styles from './choice.module.css'

/** A choice among a few visible options; `row` puts them side by side as segments. */
export const RadioGroup = <T extends string>({
  label,
  description,
  error,
  note,
  hideLabel,
  value,
  options,
  onChange,
  layout = 'column',
  isDisabled = false,
}: FieldWords & {
  readonly value: T
  readonly options: readonly (Option<T> & { readonly lang?: string })[]
  readonly onChange: (value: T) => void
  readonly layout?: 'column' | 'row'
  readonly isDisabled?: boolean
}): ReactElement => (
  <AriaRadioGroup
    value={value}
    onChange={(next) => {
      const option = options.find((item) => item.value === next)
      if (option !== undefined) onChange(option.value)
    }}
    isDisabled={isDisabled}
    isInvalid={error !== undefined}
    orientation={layout === 'row' ? 'horizontal' : 'vertical'}
    className={fieldStyles['field']}
  >
    <Field {...{ label, description, error, note, hideLabel }}>
      <div className={styles[layout === 'row' ? 'segments' : 'column']}>
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            lang={option.lang}
            className={classNames(layout === 'row' ? styles['segment'] : styles['choice'])}
          >
            {layout === 'column' && <span className={styles['dot']} aria-hidden="true" />}
            <span className={styles['words']}>
              {option.label}
              {option.description !== undefined && (
                <span className={styles['more']}>{option.description}</span>
              )}
            </span>
          </Radio>
        ))}
      </div>
    </Field>
  </AriaRadioGroup>
)
