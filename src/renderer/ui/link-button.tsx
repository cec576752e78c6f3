import type { ReactElement, ReactNode } from 'react'
import styles from './link-button.module.css'

/** The way to a record, within a text or a table: looks like a link, and is a button. */
export const LinkButton = ({
  children,
  lang,
  onPress,
}: {
  readonly children: ReactNode
  readonly lang?: string
  readonly onPress: () => void
}): ReactElement => (
  <button type="button" className={styles['link']} lang={lang} onClick={onPress}>
    {children}
  </button>
)
