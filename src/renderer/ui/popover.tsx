import type { ReactElement, ReactNode } from 'react'
import { Dialog, DialogTrigger, Popover as AriaPopover } from 'react-aria-components'
import type { PopoverProps } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './popover.module.css'

/** The surface of every list and small form over the window. */
export const Popover = ({
  className,
  ...rest
}: Omit<PopoverProps, 'className' | 'style'> & {
  readonly className?: string | undefined
}): ReactElement => (
  <AriaPopover offset={4} {...rest} className={classNames(styles['popover'], className)} />
)

/** A small popover to read or fill in, opened by a button; Escape and a press outside close it. */
export const PopoverDialog = ({
  label,
  button,
  placement = 'bottom end',
  children,
}: {
  readonly label: string
  /** The Button or IconButton that opens it. */
  readonly button: ReactElement
  readonly placement?: 'bottom end' | 'bottom start'
  readonly children: ReactNode
}): ReactElement => (
  <DialogTrigger>
    {button}
    <Popover placement={placement}>
      <Dialog aria-label={label} className={styles['inside']}>
        {children}
      </Dialog>
    </Popover>
  </DialogTrigger>
)
