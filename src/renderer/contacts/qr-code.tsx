import { encodeQR } from 'qr'
import { useMemo } from 'react'
import type { ReactElement } from 'react'
import styles from './contacts.module.css'

/** Dark modules as one path, a run of them at a time. */
const pathOf = (modules: readonly (readonly boolean[])[]): string =>
  modules
    .flatMap((row, y) =>
      row.flatMap((isDark, x) => {
        if (!isDark || row[x - 1] === true) return []
        const end = row.indexOf(false, x)
        return [
          `M${String(x)} ${String(y)}h${String((end < 0 ? row.length : end) - x)}v1H${String(x)}z`,
        ]
      }),
    )
    .join('')

/** A text that another device can read with its camera; drawn here, nothing is fetched. */
export const QrCode = ({
  value,
  label,
}: {
  readonly value: string
  readonly label: string
}): ReactElement => {
  const modules = useMemo(() => encodeQR(value, 'raw', { ecc: 'low', border: 3 }), [value])
  const size = String(modules.length)
  return (
    <svg className={styles['qr']} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={pathOf(modules)} />
    </svg>
  )
}
