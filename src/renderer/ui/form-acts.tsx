import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Button } from './button.tsx'
import type { IconName } from './icon.tsx'
import styles from './form-acts.module.css'

/** The end of a form in a dialog: out of it without doing anything, or done with it. */
export const FormActs = ({
  submit,
  icon,
  isPending,
  isDisabled = false,
  onCancel,
}: {
  readonly submit: string
  readonly icon?: IconName
  /** While it is under way neither can be pressed. */
  readonly isPending: boolean
  /** It cannot be done as things are; the form says why. */
  readonly isDisabled?: boolean
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
  return (
    <div className={styles['acts']}>
      <Button onPress={onCancel} isDisabled={isPending}>
        {text('common.cancel')}
      </Button>
      <Button
        type="submit"
        variant="primary"
        isDisabled={isDisabled}
        isPending={isPending}
        {...(icon === undefined ? {} : { icon })}
      >
        {submit}
      </Button>
    </div>
  )
}
