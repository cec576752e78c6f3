import type { ReactElement, ReactNode } from 'react'
import shared from './shared.module.css'

/** Text for screen readers only. */
export const VisuallyHidden = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <span className={shared['hidden']}>{children}</span>
)
