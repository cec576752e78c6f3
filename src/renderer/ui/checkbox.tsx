import type { ReactElement, ReactNode } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components'
import { Icon } from './icon.tsx'
import styles from './choice.module.css'

/** A checkbox with its label; the whole line can be pressed. */
export const Checkbox = ({
  children,
  description,
  ...rest
}: {
  readonly children: ReactNode
  readonly description?: string
  readonly isSelected: boolean
  readonly isDisabled?: boolean
  readonly isIndeterminate?: boolean
  readonly autoFocus?: boolean
  readonly onChange: (selected: boolean) => void
  /** Only without a visible label, as in a table. */
  readonly 'aria-label'?: string
}): ReactElement => (
  <AriaCheckbox {...rest} className={styles['choice']}>
    {({ isIndeterminate, isSelected }) => (
      <>
        <span className={styles['box']} aria-hidden="true">
          {isIndeterminate ? (
            <span className={styles['dash']} />
          ) : (
            isSelected && <Icon name="check" size={14} />
          )}
        </span>
        <span className={styles['words']}>
          {children}
          {description !== undefined && <span className={styles['more']}>{description}</span>}
        </span>
      </>
    )}
  </AriaCheckbox>
)
