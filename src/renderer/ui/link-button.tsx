import type { ReactElement, ReactNode } from 'react'
import styles from './link-button.module.css'

/** A link to a record in a text or a table: styled as a link, but a button. */
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
