import type { ReactElement } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'
import styles from './tooltip.module.css'

/** Names the button it wraps, after a moment of hovering or at once with the keyboard. */
export const Tooltip = ({
  text,
  children,
}: {
  readonly text: string
  readonly children: ReactElement
}): ReactElement => (
  <TooltipTrigger delay={500} closeDelay={0}>
    {children}
    <AriaTooltip className={styles['tooltip'] ?? ''} offset={6}>
      {text}
    </AriaTooltip>
  </TooltipTrigger>
)
