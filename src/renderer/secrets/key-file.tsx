import type { ReactElement } from 'react'
import { useAction } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import shared from '../ui/shared.module.css'
import styles from './secrets.module.css'

/** A chosen file: the window knows its name, and a token instead of its path. */
export type ChosenFile = { readonly token: string; readonly name: string } | null

/** Chooses the key file for a passphrase, or makes a new one if `canCreate`. */
export const KeyFile = ({
  label,
  value,
  onChange,
  canCreate = false,
  explain = false,
  isDisabled = false,
}: {
  readonly label?: string
  readonly value: ChosenFile
  readonly onChange: (file: ChosenFile) => void
  readonly canCreate?: boolean
  readonly explain?: boolean
  readonly isDisabled?: boolean
}): ReactElement => {
  const text = useText()
  const take = ({ file }: { readonly file: ChosenFile }): void => {
    if (file !== null) onChange(file)
  }
  const choose = useAction('dialog.chooseKeyFile', { changes: false, onSuccess: take })
  const create = useAction('dialog.createKeyFile', { changes: false, onSuccess: take })
  const name = label ?? text('unlock.keyFile')
  return (
    <div role="group" aria-label={name} className={styles['keyFile']}>
      {(explain || label !== undefined) && (
        <span className={styles['caption']}>
          {name} <span className={styles['note']}>{text('common.optional')}</span>
        </span>
      )}
      {value === null ? (
        <div className={canCreate ? styles['row'] : styles['quietRow']}>
          {canCreate && (
            <Button
              size="small"
              icon="key"
              isDisabled={isDisabled}
              onPress={() => create.mutate({})}
            >
              {text('unlock.keyFileCreate')}
            </Button>
          )}
          <Button
            size="small"
            {...(canCreate ? {} : { icon: 'key' as const })}
            variant={canCreate ? 'secondary' : 'quiet'}
            isDisabled={isDisabled}
            onPress={() => choose.mutate({})}
          >
            {text(canCreate ? 'unlock.keyFileChoose' : 'unlock.keyFileAdd')}
          </Button>
        </div>
      ) : (
        <div className={styles['chosen']}>
          <Icon name="key" size={16} />
          <span className={styles['fileName']}>{value.name}</span>
          <IconButton
            icon="close"
            size="small"
            label={text('unlock.keyFileRemove')}
            isDisabled={isDisabled}
            onPress={() => onChange(null)}
          />
        </div>
      )}
      {explain && <span className={shared['fine']}>{text('unlock.keyFileText')}</span>}
      <FailureBanner failure={choose.error ?? create.error} />
    </div>
  )
}
