import type { ReactElement } from 'react'
import {
  Button,
  ListBox,
  ListBoxItem,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Field } from './field.tsx'
import type { FieldWords } from './field.tsx'
import { Icon } from './icon.tsx'
import { Popover } from './popover.tsx'
import fieldStyles from './field.module.css'
import styles from './select.module.css'

export type Option<T extends string> = {
  readonly value: T
  readonly label: string
  /** A second, smaller line in the list. */
  readonly description?: string
}

// React Aria reserves the empty key for "nothing chosen"; ours may be an option, such as "no case".
const toKey = (value: string): string => `v${value}`

/** A choice from a drop-down list; `value` may be an empty string if an option has it. */
export const Select = <T extends string>({
  label,
  description,
  error,
  note,
  hideLabel,
  isRequired,
  value,
  options,
  onChange,
  isDisabled = false,
  size = 'medium',
}: FieldWords & {
  readonly value: T
  readonly options: readonly Option<T>[]
  readonly onChange: (value: T) => void
  readonly isDisabled?: boolean
  readonly size?: 'small' | 'medium'
}): ReactElement => (
  <AriaSelect
    value={toKey(value)}
    onChange={(key) => {
      const option = options.find((item) => toKey(item.value) === key)
      if (option !== undefined) onChange(option.value)
    }}
    isDisabled={isDisabled}
    isRequired={isRequired}
    validationBehavior="aria"
    isInvalid={error !== undefined}
    className={fieldStyles['field']}
  >
    <Field {...{ label, description, error, note, hideLabel, isRequired }}>
      <Button className={classNames(fieldStyles['input'], styles['trigger'], styles[size])}>
        <SelectValue className={styles['value']}>{({ selectedText }) => selectedText}</SelectValue>
        <Icon name="down" size={16} />
      </Button>
    </Field>
    <Popover className={styles['popover']}>
      <ListBox
        className={styles['list']}
        items={options.map((o) => ({ ...o, id: toKey(o.value) }))}
      >
        {(option) => (
          <ListBoxItem textValue={option.label} className={styles['item']}>
            {({ isSelected }) => (
              <>
                <span className={styles['tick']}>
                  {isSelected && <Icon name="check" size={16} />}
                </span>
                <span>
                  <Text slot="label">{option.label}</Text>
                  {option.description !== undefined && (
                    <Text slot="description" className={styles['more']}>
                      {option.description}
                    </Text>
                  )}
                </span>
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  </AriaSelect>
)
