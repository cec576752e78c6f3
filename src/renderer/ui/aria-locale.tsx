import type { ReactElement, ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'

/** Sets the language of the built-in texts of controls. */
export const AriaLocale = ({
  tag,
  children,
}: {
  readonly tag: string
  readonly children: ReactNode
}): ReactElement => <I18nProvider locale={tag}>{children}</I18nProvider>
