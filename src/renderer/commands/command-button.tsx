import { useRef } from 'react'
import type { ReactElement } from 'react'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/use-text.ts'
import type { TextValues } from '../i18n/use-text.ts'
import { useCommands } from './commands.tsx'
import type { CommandRuns } from './commands.tsx'
import { commands } from './registry.ts'
import type { CommandName } from './registry.ts'
import { DialogActions } from '../ui/dialog-actions.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import type { ButtonProps, IconButtonProps } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'

type CommandLabel = {
  /** Values for the label, such as a name or a file. */
  readonly values?: TextValues
} & (
  | { readonly words: CommandName; readonly spoken?: undefined; readonly offered?: undefined }
  /** `spoken`: its accessible name, and its name in the palette, without its visual context. */
  | { readonly words: MessageKey; readonly spoken: CommandName; readonly offered?: undefined }
  /** `offered`: its name in the palette, if the label is clear only in its context. */
  | { readonly words: MessageKey; readonly spoken?: MessageKey; readonly offered: CommandName }
)

/** A button that is also in the palette while it can be pressed. */
export const CommandButton = ({
  words,
  spoken,
  offered,
  values,
  onPress,
  ...rest
}: Omit<ButtonProps, 'children' | 'onPress' | 'ref' | 'aria-label'> &
  CommandLabel & {
    /** Undefined: it submits its form. */
    readonly onPress?: () => void
  }): ReactElement => {
  const text = useText()
  const button = useRef<HTMLButtonElement>(null)
  const name = offered ?? spoken ?? words
  const isOff = rest.isDisabled === true || rest.isPending === true
  useCommands(
    { [name]: !isOff && (onPress ?? ((): void => button.current?.form?.requestSubmit())) },
    values,
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
}: Omit<IconButtonProps, 'icon' | 'label' | 'onPress'> & {
  readonly words: CommandName
  readonly values?: TextValues
  readonly onPress: () => void
}): ReactElement => {
  const text = useText()
  useCommands({ [words]: rest.isDisabled !== true && onPress }, values)
  return (
    <IconButton
      {...rest}
      icon={commands[words].icon}
      label={text(words, values)}
      onPress={onPress}
    />
  )
}

/** The "more" menu of a record. A command that is not possible now is disabled. */
export const CommandMenu = ({
  words,
  names,
  runs,
}: {
  readonly words: MessageKey
  readonly names: readonly CommandName[]
  readonly runs: CommandRuns
}): ReactElement => {
  const text = useText()
  const actions = names.map((name) => {
    const { icon, danger = false } = commands[name]
    const run = runs[name]
    const isDisabled = !run
    return { id: name, label: text(name), icon, danger, isDisabled, run: () => run && run() }
  })
  return (
    <Menu label={text(words)} actions={actions}>
      <IconButton icon="more" label={text(words)} />
    </Menu>
  )
}

/** Buttons of a form in a view: `FormActions`, also in the palette. */
export const CommandFormActions = ({
  submit,
  isPending,
  isDisabled = false,
  onCancel,
}: {
  readonly submit: CommandName
  /** While pending, no button can be pressed. */
  readonly isPending: boolean
  /** The action is not possible now; the form says why. */
  readonly isDisabled?: boolean
  readonly onCancel: () => void
}): ReactElement => (
  <DialogActions
    out={<CommandButton words="common.cancel" isDisabled={isPending} onPress={onCancel} />}
    main={
      <CommandButton
        words={submit}
        variant="primary"
        isDisabled={isDisabled}
        isPending={isPending}
      />
    }
  />
)
