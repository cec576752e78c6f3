import type { ReactElement, Ref } from 'react'
import { Input, TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components'
import type { TextFieldProps as AriaProps } from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Field } from './field.tsx'
import type { FieldWords } from './field.tsx'
import styles from './field.module.css'

type TextFieldShared = Omit<
  AriaProps,
  'children' | 'className' | 'style' | 'isInvalid' | 'isRequired'
> &
  FieldWords & {
    readonly placeholder?: string
    /** Language of the text, for the right glyphs and screen-reader voice. */
    readonly lang?: string
  }

/** Shared frame of single-line and multi-line text fields: never spell-checked or remembered. */
const TextFrame = ({
  label,
  description,
  error,
  note,
  hideLabel,
  isRequired,
  children,
  ...rest
}: Omit<TextFieldShared, 'placeholder' | 'lang'> & {
  readonly children: ReactElement
}): ReactElement => (
  <AriaTextField
    autoComplete="off"
    autoCorrect="off"
    spellCheck="false"
    {...rest}
    isRequired={isRequired}
    // The form says what is missing, in its own words and beside the field.
    validationBehavior="aria"
    isInvalid={error !== undefined}
    className={styles['field']}
  >
    <Field {...{ label, description, error, note, hideLabel, isRequired }}>{children}</Field>
  </AriaTextField>
)

export type TextFieldProps = TextFieldShared & {
  readonly size?: 'medium' | 'large'
  readonly ref?: Ref<HTMLInputElement>
}

/** One line of text. Never spell-checked, completed or remembered by the machine. */
export const TextField = ({
  placeholder,
  lang,
  size = 'medium',
  ref,
  ...rest
}: TextFieldProps): ReactElement => (
  <TextFrame {...rest}>
    <Input
      ref={ref}
      placeholder={placeholder}
      lang={lang}
      className={classNames(styles['input'], size === 'large' && styles['large'])}
    />
  </TextFrame>
)

export type TextAreaProps = TextFieldShared & {
  readonly rows?: number
  readonly ref?: Ref<HTMLTextAreaElement>
}

/** A few lines of text; for a report's body use the editor. */
export const TextArea = ({
  placeholder,
  lang,
  rows = 3,
  ref,
  ...rest
}: TextAreaProps): ReactElement => (
  <TextFrame {...rest}>
    <AriaTextArea
      ref={ref}
      rows={rows}
      placeholder={placeholder}
      lang={lang}
      className={classNames(styles['input'], styles['area'])}
    />
  </TextFrame>
)
