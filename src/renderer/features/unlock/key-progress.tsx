import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import styles from './unlock.module.css'

/** While a passphrase or code is turned into a key: what goes on, why it takes time, and the way out. */
export const KeyProgress = ({
  label,
  onCancel,
}: {
  readonly label: string
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
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
