import type { ReactElement } from 'react'
import { useVaultQuery } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { daysBetween, utcDay } from '../../records/whole-day.ts'
import { Icon } from '../../ui/icon.tsx'
import type { EntryName } from './entries.ts'
import styles from './settings.module.css'

/** The age of the last backup; marked if one is due. */
const BackupState = (): ReactElement | null => {
  const text = useText()
  const { data } = useVaultQuery('backups.list', {})
  if (data === undefined) return null
  const [last] = data.backups
  return (
    <span className={styles['state']} data-tone={data.due ? 'warn' : undefined}>
      {data.due && <Icon name="alert" size={14} />}
      {last === undefined
        ? text('settings.backupNever')
        : text('settings.backupAge', { days: daysBetween(last.day, utcDay()) })}
    </span>
  )
}

/** Whether names can be checked now. Without a key in this vault there is nothing to say. */
const KeyState = (): ReactElement | null => {
  const text = useText()
  const { data } = useVaultQuery('identity.status', {})
  if (data?.ownKey !== true) return null
  const isOpen = data.keyOpenUntil !== null
  return (
    <span className={styles['state']}>
      <Icon name={isOpen ? 'unlock' : 'lock'} size={14} />
      {text(isOpen ? 'settings.keyOpen' : 'settings.keyLocked')}
    </span>
  )
}

/** The number of records that the next lock erases. */
const ErasedState = (): ReactElement | null => {
  const text = useText()
  const { data } = useVaultQuery('retention.list', {})
  const count = data?.removed.length ?? 0
  if (count === 0) return null
  return <span className={styles['state']}>{text('settings.toBeErased', { count })}</span>
}

/**
 * What an entry is about to need, at the end of its row. *Under pressure* has none: the list is on
 * screen when others look, and must not tell whether there is a wipe passphrase.
 */
export const EntryState = ({ name }: { readonly name: EntryName }): ReactElement | null => {
  if (name === 'backup.title') return <BackupState />
  if (name === 'identity.title') return <KeyState />
  if (name === 'retention.settings') return <ErasedState />
  return null
}
