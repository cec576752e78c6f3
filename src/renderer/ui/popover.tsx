import type { ReactElement, ReactNode } from 'react'
import { Dialog, DialogTrigger, Popover as AriaPopover } from 'react-aria-components'
import type { PopoverProps } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './popover.module.css'

/** The sheet that every list and every small form over the window lies on. */
export const Popover = ({
  className,
  ...rest
}: Omit<PopoverProps, 'className' | 'style'> & {
  readonly className?: string | undefined
}): ReactElement => (
  <AriaPopover offset={4} {...rest} className={classNames(styles['popover'], className)} />
)

/** Something small to read or to fill in, behind a button; Escape and a press outside close it. */
export const PopoverDialog = ({
  label,
  button,
  children,
}: {
  readonly label: string
  /** The Button or IconButton that opens it. */
  readonly button: ReactElement
  readonly children: ReactNode
}): ReactElement => (
  <DialogTrigger>
    {button}
    <Popover placement="bottom end">
      <Dialog aria-label={label} className={styles['inside']}>
        {children}
      </Dialog>
    </Popover>
  </DialogTrigger>
)
