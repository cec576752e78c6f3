import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { KeyChangeProgress } from '../../secrets/key-change-progress.tsx'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import shared from '../../ui/shared.module.css'

/**
 * While a passphrase or code is turned into a key: progress, why it takes time, and cancel.
 * Progress reported after that is the migration of a vault of an older version: the vault process
 * cannot be interrupted then, so there is no cancel button, and none is needed.
 */
export const KeyProgress = ({
  label,
  updated,
  changesKey = false,
  onCancel,
}: {
  readonly label: string
  /** Progress of the migration, 0 to 1; undefined while the key is derived. */
  readonly updated?: number | undefined
  /** Does the action give the vault a new key after the derivation? */
  readonly changesKey?: boolean
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
  if (updated !== undefined) {
    return (
      <>
        <Progress label={text('unlock.updating')} value={updated} />
        <p className={shared['fine']}>{text('unlock.updatingText')}</p>
      </>
    )
  }
  return (
    <>
      {changesKey ? <KeyChangeProgress label={label} /> : <Progress label={label} />}
      <p className={shared['fine']}>{text('unlock.kdf')}</p>
      <Button wide onPress={onCancel}>
        {text('common.cancel')}
      </Button>
    </>
  )
}
