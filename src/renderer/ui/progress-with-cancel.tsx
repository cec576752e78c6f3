import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Button } from './button.tsx'
import { Progress } from './progress.tsx'
import styles from './progress.module.css'

/** Progress of work inside a view, with a cancel button. */
export const ProgressWithCancel = ({
  label,
  value,
  cancelLabel,
  onCancel,
}: {
  readonly label: string
  readonly value: number | undefined
  /** Names the work to cancel, if several run at once. */
  readonly cancelLabel?: string
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
  return (
    <div className={styles['cancellable']}>
      <div className={styles['beside']}>
        <Progress label={label} value={value} />
      </div>
      <Button
        size="small"
        {...(cancelLabel === undefined ? {} : { 'aria-label': cancelLabel })}
        onPress={onCancel}
      >
        {text('common.cancel')}
      </Button>
    </div>
  )
}
