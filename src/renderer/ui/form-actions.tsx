import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { DialogActions } from './dialog-actions.tsx'
import { Button } from './button.tsx'
import type { IconName } from './icon.tsx'

/** The end of a form: out of it without doing anything, or done with it. */
export const FormActions = ({
  submit,
  icon,
  isPending,
  isDisabled = false,
  danger = false,
  onCancel,
}: {
  readonly submit: string
  readonly icon?: IconName
  /** While it is under way neither can be pressed. */
  readonly isPending: boolean
  /** It cannot be done as things are; the form says why. */
  readonly isDisabled?: boolean
  /** Something is lost by it: Enter pressed too soon lands on the way out. */
  readonly danger?: boolean
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
  return (
    <DialogActions
      out={
        <Button onPress={onCancel} isDisabled={isPending} autoFocus={danger}>
          {text('common.cancel')}
        </Button>
      }
      main={
        <Button
          type="submit"
          variant={danger ? 'danger' : 'primary'}
          isDisabled={isDisabled}
          isPending={isPending}
          {...(icon === undefined ? {} : { icon })}
        >
          {submit}
        </Button>
      }
    />
  )
}
