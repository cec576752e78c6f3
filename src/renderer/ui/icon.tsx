import type { ReactElement } from 'react'
import { paths } from './icon-paths.ts'
import type { IconName } from './icon-paths.ts'

export type { IconName } from './icon-paths.ts'

/** An icon beside a label; hidden from screen readers, which read the label. 20px by default. */
export const Icon = ({
  name,
  size = 20,
}: {
  readonly name: IconName
  readonly size?: 14 | 16 | 20 | 28 | 40
}): ReactElement => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth={size >= 28 ? 1.1 : 1.5}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={paths[name]} />
  </svg>
)
