import { Fragment } from 'react'
import type { ReactElement } from 'react'
import styles from './kbd.module.css'

/** A shortcut as key labels: `<Kbd keys={['Ctrl', 'K']} />`. */
export const Kbd = ({ keys }: { readonly keys: readonly string[] }): ReactElement => (
  <span className={styles['keys']}>
    {keys.map((key, index) => (
      <Fragment key={key}>
        {index > 0 && ' '}
        <kbd className={styles['key']}>{key}</kbd>
      </Fragment>
    ))}
  </span>
)
