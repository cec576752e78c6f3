import type { ReactElement, ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import styles from './tag.module.css'

export type Tone = 'plain' | 'accent' | 'warn' | 'danger' | 'info'

/** A short label of a state (draft, filed, protected). Colour is never the only sign. */
export const Chip = ({
  children,
  tone = 'plain',
  icon,
}: {
  readonly children: ReactNode
  readonly tone?: Tone
  readonly icon?: IconName
}): ReactElement => (
  <span className={classNames(styles['chip'], styles[tone])}>
    {icon !== undefined && <Icon name={icon} size={14} />}
    {children}
  </span>
)

/** A chip that opens more about what it names; for the trigger of a popover. */
export const ChipButton = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <Button className={styles['chipButton'] ?? ''}>{children}</Button>
)

/** A tag set by the user; with `onRemove` it has a button, named by `removeLabel`. */
export const Tag = ({
  children,
  onRemove,
  removeLabel,
}: {
  readonly children: ReactNode
  readonly onRemove?: () => void
  readonly removeLabel?: string
}): ReactElement => (
  <span className={classNames(styles['chip'], styles['tag'])}>
    {children}
    {onRemove !== undefined && (
      <Button aria-label={removeLabel} onPress={onRemove} className={styles['remove']}>
        <Icon name="close" size={14} />
      </Button>
    )}
  </span>
)
