import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { DialogActions } from './dialog-actions.tsx'
import { Button } from './button.tsx'
import type { IconName } from './icon.tsx'
import { Progress } from './progress.tsx'

/** The buttons of a form: cancel and submit. */
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
  /** While pending, no button can be pressed. */
  readonly isPending: boolean
  /** The action is not possible now; the form says why. */
  readonly isDisabled?: boolean
  /** The action destroys something: an early Enter lands on cancel. */
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

/** What replaces the buttons of a form while its action runs: its progress, and a way to cancel it. */
export const RunningAction = ({
  label,
  progress,
  onCancel,
}: {
  readonly label: string
  /** From 0 to 1; undefined: not known yet. */
  readonly progress: number | undefined
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
  return (
    <>
      <Progress label={label} value={progress} />
      <DialogActions out={<Button onPress={onCancel}>{text('common.cancel')}</Button>} />
    </>
  )
}
