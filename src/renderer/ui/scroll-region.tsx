import type { ReactElement, ReactNode } from 'react'

/** Something that scrolls by itself: named, and a stop of Tab, so that the keys reach all of it. */
export const ScrollRegion = ({
  label,
  className,
  role = 'group',
  children,
}: {
  readonly label: string
  readonly className?: string | undefined
  /** `region` for what is worth going to directly. */
  readonly role?: 'group' | 'region'
  readonly children: ReactNode
}): ReactElement => (
  <div
    className={className}
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- Who has no mouse scrolls by keys.
    tabIndex={0}
    role={role}
    aria-label={label}
  >
    {children}
  </div>
)
