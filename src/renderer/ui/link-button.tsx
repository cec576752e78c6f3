import type { ReactElement, ReactNode } from 'react'
import styles from './link-button.module.css'
import skipLinkStyles from './skip-link.module.css'

/** Skips the navigation for keyboard users: visible while focused. */
export const SkipLink = ({
  to,
  children,
}: {
  /** The id of the target. */
  readonly to: string
  readonly children: ReactNode
}): ReactElement => (
  <a href={`#${to}`} className={skipLinkStyles['skip']}>
    {children}
  </a>
)

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
