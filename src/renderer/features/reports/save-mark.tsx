import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Icon } from '../../ui/icon.tsx'
import type { SaveStatus } from './draft-saver.ts'
import styles from './save-mark.module.css'

const words = {
  saved: 'reports.saved',
  unsaved: 'reports.unsaved',
  saving: 'reports.saving',
  failed: 'reports.saveFailed',
  conflict: 'reports.saveFailed',
} as const

/** Where the draft is: on the disk, on its way, or only in this window. Read out when it changes. */
export const SaveMark = ({ status }: { readonly status: SaveStatus }): ReactElement => {
  const text = useText()
  const failed = status === 'failed' || status === 'conflict'
  return (
    <span role="status" className={styles['mark']} data-failed={failed || undefined}>
      {status === 'saved' && <Icon name="check" size={14} />}
      {failed && <Icon name="alert" size={14} />}
      {text(words[status])}
    </span>
  )
}
