import type { ReactElement } from 'react'
import type { AppError } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { Panel } from '../ui/panel.tsx'
import styles from './record-form.module.css'

/** The page of a record that is still loading, or cannot be read. */
export const RecordUnread = ({
  label,
  failure,
}: {
  readonly label: string
  readonly failure: AppError | null
}): ReactElement => (
  <Panel label={label}>
    <div className={styles['page']}>
      <FailureBanner failure={failure} />
    </div>
  </Panel>
)
