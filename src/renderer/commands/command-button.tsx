import { useRef } from 'react'
import type { ReactElement } from 'react'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/use-text.ts'
import type { TextValues } from '../i18n/use-text.ts'
import { useCommands } from './commands.tsx'
import { DialogActions } from '../ui/dialog-actions.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import type { ButtonProps, IconButtonProps } from '../ui/button.tsx'
import type { IconName } from '../ui/icon.tsx'

type CommandLabel = {
  readonly words: MessageKey
  /** Values for the label, such as a name or a file. */
  readonly values?: TextValues
}

/** A button that is also in the palette while it can be pressed. */
export const CommandButton = ({
  words,
  spoken,
  offered,
  values,
  sign,
  onPress,
  ...rest
}: Omit<ButtonProps, 'children' | 'onPress' | 'ref' | 'aria-label'> &
  CommandLabel & {
    /** Accessible name without its visual context. */
    readonly spoken?: MessageKey
    /** Its name in the palette, if the label is clear only in its context. */
    readonly offered?: MessageKey
    /** Its icon in the palette, if the button has none. */
    readonly sign?: IconName
    /** Undefined: it submits its form. */
    readonly onPress?: () => void
  }): ReactElement => {
  const text = useText()
  const button = useRef<HTMLButtonElement>(null)
  const name = offered ?? spoken ?? words
  const run = onPress ?? ((): void => button.current?.form?.requestSubmit())
  useCommands(
    rest.isDisabled === true || rest.isPending === true
      ? []
      : [
          {
            id: name,
            name,
            icon: sign ?? rest.icon ?? 'right',
            ...(values === undefined ? {} : { values }),
            run,
          },
        ],
  )
  return (
    <Button
      {...rest}
      ref={button}
      {...(onPress === undefined ? { type: 'submit' } : { onPress })}
      {...(spoken === undefined ? {} : { 'aria-label': text(spoken, values) })}
    >
      {text(words, values)}
    </Button>
  )
}

/** The same as an icon button. */
export const CommandIconButton = ({
  words,
  values,
  onPress,
  ...rest
}: Omit<IconButtonProps, 'label' | 'onPress'> &
  CommandLabel & { readonly onPress: () => void }): ReactElement => {
  const text = useText()
  useCommands(
    rest.isDisabled === true
      ? []
      : [
          {
            id: words,
            name: words,
            icon: rest.icon,
            ...(values === undefined ? {} : { values }),
            run: onPress,
          },
        ],
  )
  return <IconButton {...rest} label={text(words, values)} onPress={onPress} />
}

/** Buttons of a form in a view: FormActs, also in the palette. */
export const CommandFormActions = ({
  submit,
  isPending,
  isDisabled = false,
  onCancel,
}: {
  readonly submit: MessageKey
  /** While pending, no button can be pressed. */
  readonly isPending: boolean
  /** The action is not possible now; the form says why. */
  readonly isDisabled?: boolean
  readonly onCancel: () => void
}): ReactElement => (
  <DialogActions
    out={
      <CommandButton words="common.cancel" sign="close" isDisabled={isPending} onPress={onCancel} />
    }
    main={
      <CommandButton
        words={submit}
        sign="check"
        variant="primary"
        isDisabled={isDisabled}
        isPending={isPending}
      />
    }
  />
)
