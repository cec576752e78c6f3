import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './disclosure.module.css'

/** A collapsible part below its heading. Collapsed content is not rendered. */
export const Disclosure = ({
  head,
  children,
  startsOpen = false,
  className,
  headClassName,
}: {
  readonly head: ReactNode
  readonly children: ReactNode
  readonly startsOpen?: boolean
  readonly className?: string | undefined
  readonly headClassName?: string | undefined
}): ReactElement => {
  const [isOpen, setOpen] = useState(startsOpen)
  return (
    <details
      className={classNames(styles['fold'], className)}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={classNames(styles['head'], headClassName)}>{head}</summary>
      {isOpen && children}
    </details>
  )
}
