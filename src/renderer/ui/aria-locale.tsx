import type { ReactElement, ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'

/** Tells the controls below it in which language they speak of themselves. */
export const AriaLocale = ({
  tag,
  children,
}: {
  readonly tag: string
  readonly children: ReactNode
}): ReactElement => <I18nProvider locale={tag}>{children}</I18nProvider>
