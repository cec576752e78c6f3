import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import styles from './banner.module.css'

const icons = {
  info: 'info',
  warn: 'alert',
  danger: 'alert',
  done: 'check',
} as const satisfies Record<string, IconName>

/**
 * A persistent message in its place, with buttons for what to do. `danger`: the user cannot go on,
 * it cannot be undone, or a person may be harmed. `warn`: look first. `info`: good to know. `help`:
 * without a colour, where another banner says something worse: a dialog has one at most.
 */
export const Banner = ({
  tone = 'info',
  title,
  children,
  actions,
  icon,
  announce = false,
}: {
  readonly tone?: keyof typeof icons | 'help'
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly icon?: IconName
  /** Announced at once; for an error that just occurred. */
  readonly announce?: boolean
}): ReactElement => (
  <div
    role={announce ? 'alert' : undefined}
    className={classNames(tone !== 'help' && styles['banner'], styles[tone])}
  >
    {tone !== 'help' && <Icon name={icon ?? icons[tone]} size={20} />}
    <div className={styles['words']}>
      {title !== undefined && <p className={styles['title']}>{title}</p>}
      {children}
    </div>
    {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
  </div>
)
