import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import styles from './unlock.module.css'

/**
 * While a passphrase or code is turned into a key: what goes on, why it takes time, and the way out. What
 * is told of the task after that is how far a vault of an older version has been brought up to date: the
 * vault process hears nothing meanwhile, so there is no way out to press, and none is needed.
 */
export const KeyProgress = ({
  label,
  updated,
  onCancel,
}: {
  readonly label: string
  /** How far the vault has been brought up to date, 0 to 1; nothing while a key is made. */
  readonly updated?: number | undefined
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
  if (updated !== undefined) {
    return (
      <>
        <Progress label={text('unlock.updating')} value={updated} />
        <p className={styles['about']}>{text('unlock.updatingText')}</p>
      </>
    )
  }
  return (
    <>
      <Progress label={label} />
      <p className={styles['about']}>{text('unlock.kdf')}</p>
      <Button wide onPress={onCancel}>
        {text('common.cancel')}
      </Button>
    </>
  )
}
