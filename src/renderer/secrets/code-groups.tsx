import type { ReactElement } from 'react'
import styles from './code-groups.module.css'

/** A recovery code in its groups, numbered, so that nobody loses their place. */
export const CodeGroups = ({ groups }: { readonly groups: readonly string[] }): ReactElement => (
  <ol className={styles['groups']} data-testid="recovery-code" translate="no">
    {groups.map((group, index) => (
      // Two groups may be the same: their place is what tells them apart.
      <li key={`${index}`} className={styles['group']}>
        {group}
      </li>
    ))}
  </ol>
)
