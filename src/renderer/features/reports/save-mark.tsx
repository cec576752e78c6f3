import { useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Icon } from '../../ui/icon.tsx'
import type { DraftSaver } from './draft-saver.ts'
import styles from './save-mark.module.css'

const words = {
  saved: 'reports.saved',
  unsaved: 'reports.unsaved',
  saving: 'reports.saving',
  failed: 'reports.saveFailed',
  conflict: 'reports.saveFailed',
} as const

/**
 * Where the draft is: on the disk, on its way, or only in this window. Read out when it changes. What
 * is drawn later than that, around it, must not make it say "saved" of what is not.
 */
export const SaveMark = ({ saver }: { readonly saver: DraftSaver }): ReactElement => {
  const text = useText()
  const status = useSyncExternalStore(saver.subscribe, () => saver.get().status)
  const failed = status === 'failed' || status === 'conflict'
  return (
    <span role="status" className={styles['mark']} data-failed={failed || undefined}>
      {status === 'saved' && <Icon name="check" size={14} />}
      {failed && <Icon name="alert" size={14} />}
      {text(words[status])}
    </span>
  )
}
