import type { ReactElement, ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { useText } from '../i18n/use-text.ts'
import { Icon } from './icon.tsx'
import shared from './shared.module.css'
import styles from './field.module.css'

/** Texts of every field. */
export type FieldWords = {
  readonly label: string
  /** A sentence below the label: what belongs here, or what never does. */
  readonly description?: ReactNode
  /** Error beside the field; the field is then marked invalid. */
  readonly error?: string | undefined
  /** Note at the end of the label, such as "optional". */
  readonly note?: string
  /** Shows the label to screen readers only. */
  readonly hideLabel?: boolean
  /** The form cannot be sent without it. Said to screen readers by the control, shown beside its label. */
  readonly isRequired?: boolean
}

/** Shown beside the label of a control that a form needs. */
export const RequiredMark = (): ReactElement => (
  <span aria-hidden="true" className={styles['required']}>
    {useText()('common.required')}
  </span>
)

/** Label, description and error around the control of a React Aria field. */
export const Field = ({
  label,
  description,
  error,
  note,
  hideLabel = false,
  isRequired = false,
  children,
}: FieldWords & { readonly children: ReactNode }): ReactElement => (
  <>
    <div className={hideLabel ? shared['hidden'] : styles['label']}>
      <Label>
        {label}
        {note !== undefined && <span className={styles['note']}> {note}</span>}
      </Label>
      {isRequired && (
        <>
          {' '}
          <RequiredMark />
        </>
      )}
    </div>
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
