import type { ReactElement } from 'react'
import type { Refusal } from '../bridge.ts'
import { FailureBanner } from '../failure-text.tsx'
import { Pane } from '../ui/pane.tsx'
import styles from './record-form.module.css'

/** The page of a record that is not there yet, or cannot be read. */
export const RecordUnread = ({
  label,
  refusal,
}: {
  readonly label: string
  readonly refusal: Refusal | null
}): ReactElement => (
  <Pane label={label}>
    <div className={styles['page']}>
      <FailureBanner refusal={refusal} />
    </div>
  </Pane>
)
