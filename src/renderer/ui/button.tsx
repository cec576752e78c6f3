import type { ReactElement, ReactNode, Ref } from 'react'
import { Button as AriaButton, Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'
import type { ButtonProps as AriaProps } from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import styles from './button.module.css'

/** Labels the wrapped button after a moment of hovering, or at once with the keyboard. */
const Tooltip = ({
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

type ButtonShared = Omit<AriaProps, 'children' | 'className' | 'style'> & {
  readonly ref?: Ref<HTMLButtonElement>
}

export type ButtonProps = ButtonShared & {
  readonly children: ReactNode
  /** `primary`: the main action of a screen. `danger`: deletes something. Secondary by default. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'small' | 'medium' | 'large'
  readonly icon?: IconName
  /** Fills the available width. */
  readonly wide?: boolean
}

/** A button with a label; `isPending` shows a spinner and disables presses. */
export const Button = ({
  children,
  variant = 'secondary',
  size = 'medium',
  icon,
  wide = false,
  ...rest
}: ButtonProps): ReactElement => (
  <AriaButton
    {...rest}
    className={classNames(styles['button'], styles[variant], styles[size], wide && styles['wide'])}
  >
    {rest.isPending === true ? (
      <span className={styles['spinner']} aria-hidden="true" />
    ) : (
      icon !== undefined && <Icon name={icon} size={16} />
    )}
    <span className={styles['label']}>{children}</span>
  </AriaButton>
)

export type IconButtonProps = ButtonShared & {
  readonly icon: IconName
  /** Accessible name, also shown as a tooltip. */
  readonly label: string
  readonly size?: 'small' | 'medium'
  readonly variant?: 'quiet' | 'secondary' | 'danger'
}

/** An icon button; its label is its tooltip and its accessible name. */
export const IconButton = ({
  icon,
  label,
  size = 'medium',
  variant = 'quiet',
  ...rest
}: IconButtonProps): ReactElement => (
  <Tooltip text={label}>
    <AriaButton
      {...rest}
      aria-label={label}
      className={classNames(styles['button'], styles['icon'], styles[variant], styles[size])}
    >
      <Icon name={icon} size={size === 'small' ? 16 : 20} />
    </AriaButton>
  </Tooltip>
)
