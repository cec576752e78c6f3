import type { ReactElement, ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { Icon } from './icon.tsx'
import styles from './field.module.css'

/** What every field may say about itself. */
export type FieldWords = {
  readonly label: string
  /** One sentence under the label: what belongs here, or what never does. */
  readonly description?: ReactNode
  /** What is wrong, beside the field; a field with an error is marked as invalid. */
  readonly error?: string | undefined
  /** Word at the end of the label, such as "optional". */
  readonly note?: string
  /** Keeps the label for screen readers only. */
  readonly hideLabel?: boolean
}

/** Label, description and error around the control of a React Aria field. */
export const Field = ({
  label,
  description,
  error,
  note,
  hideLabel = false,
  children,
}: FieldWords & { readonly children: ReactNode }): ReactElement => (
  <>
    <Label className={hideLabel ? styles['hidden'] : styles['label']}>
      {label}
      {note !== undefined && <span className={styles['note']}> {note}</span>}
    </Label>
    {children}
    {description !== undefined && error === undefined && (
      <Text slot="description" className={styles['description']}>
        {description}
      </Text>
    )}
    <FieldError className={styles['error']}>
      {error !== undefined && (
        <>
          <Icon name="alert" size={14} />
          <span>{error}</span>
        </>
      )}
    </FieldError>
  </>
)
