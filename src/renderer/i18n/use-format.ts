import { useMemo } from 'react'
import { useIntl } from 'react-intl'

export type Format = {
  /** A UTC day (`2023-10-09`) in the format of the language; other text is returned unchanged. */
  readonly day: (day: string) => string
  /** An instant in milliseconds, in the machine's own time zone, to the minute. */
  readonly time: (instant: number) => string
  /** The same without its day. */
  readonly clock: (instant: number) => string
  readonly number: (value: number) => string
  /** Bytes as kB or MB, by powers of 1000. */
  readonly bytes: (bytes: number) => string
}

const megabyte = 1_000_000

/** Days, times, numbers and sizes in the language of the interface. */
export const useFormat = (): Format => {
  const intl = useIntl()
  return useMemo(
    () => ({
      day: (day) =>
        /^\d{4}-\d{2}-\d{2}$/.test(day)
          ? intl.formatDate(`${day}T00:00:00Z`, {
              timeZone: 'UTC',
              year: 'numeric',
              month: 'short',
              day: 'numeric',
            })
          : day,
      time: (instant) =>
        intl.formatDate(instant, {
          year: 'numeric',
          month: 'short',
          day: 'numeric',
          hour: 'numeric',
          minute: '2-digit',
        }),
      clock: (instant) => intl.formatTime(instant, { hour: 'numeric', minute: '2-digit' }),
      number: (value) => intl.formatNumber(value),
      bytes: (bytes) =>
        intl.formatNumber(bytes < megabyte ? Math.ceil(bytes / 1_000) : bytes / megabyte, {
          style: 'unit',
          unit: bytes < megabyte ? 'kilobyte' : 'megabyte',
          maximumFractionDigits: bytes < megabyte ? 0 : 1,
        }),
    }),
    [intl],
  )
}
