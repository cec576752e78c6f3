import { useMemo } from 'react'
import type { ReactElement } from 'react'
import styles from './contacts.module.css'
import { qrPath } from './qr-path.ts'

/** A text that another device can read with its camera; drawn here, nothing is fetched. */
export const QrCode = ({
  value,
  label,
}: {
  readonly value: string
  readonly label: string
}): ReactElement => {
  const { size, path } = useMemo(() => qrPath(value), [value])
  const side = String(size)
  return (
    <svg className={styles['qr']} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  )
}
