import type { ReactElement } from 'react'
import styles from './secrets.module.css'

/** A recovery code in numbered groups, to keep track while reading. */
export const CodeGroups = ({ groups }: { readonly groups: readonly string[] }): ReactElement => (
  <ol className={styles['groups']} data-testid="recovery-code" translate="no">
    {groups.map((group, index) => (
      // Two groups may be equal, so the key is their position.
      <li key={`${index}`} className={styles['group']}>
        {group}
      </li>
    ))}
  </ol>
)
