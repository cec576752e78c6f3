import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import type { MessageKey } from './messages.ts'

export type TextValues = Readonly<Record<string, string | number>>
export type Text = (key: MessageKey, values?: TextValues) => string

/** The messages of the interface: `text('common.save')`, `text('reports.count', { count: 3 })`. */
export const useText = (): Text => {
  const intl = useIntl()
  return useMemo(
    () =>
      (key, values): string =>
        intl.formatMessage({ id: key }, values === undefined ? undefined : { ...values }),
    [intl],
  )
}
