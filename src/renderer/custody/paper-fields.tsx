import type { ReactElement } from 'react'
import styles from '../printing/paper-sheet.module.css'

/**
 * Values by the names that docs/FORMAT-EXCHANGE.md has for them, exactly as they go into a hash: in no
 * language, so that whoever computes it anew finds them under the document's own words.
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
