import type { ReactElement, ReactNode } from 'react'

/** A scroll container with a name and a tab stop, so that its content can be scrolled by keys. */
export const ScrollRegion = ({
  label,
  className,
  role = 'group',
  children,
}: {
  readonly label: string
  readonly className?: string | undefined
  /** `region` for landmarks that users may want to jump to. */
  readonly role?: 'group' | 'region'
  readonly children: ReactNode
}): ReactElement => (
  <div
    className={className}
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keys without a mouse
    tabIndex={0}
    role={role}
    aria-label={label}
  >
    {children}
  </div>
)
