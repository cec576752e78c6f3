import type { ReactElement } from 'react'
import styles from '../printing/paper-sheet.module.css'

/**
 * Fields by their names in docs/FORMAT-EXCHANGE.md, with the exact hashed values. Not localized, so
 * that a recomputation of the hash can follow the document.
 */
export const PaperFields = ({
  fields,
}: {
  readonly fields: Readonly<Record<string, string>>
}): ReactElement => (
  <dl translate="no">
    {Object.entries(fields).map(([name, value]) => (
      <div key={name} className={styles['field']}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
