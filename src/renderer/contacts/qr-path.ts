import { encodeQR } from 'qr'

/** A text as the dark modules of a QR code: one path, a run of them at a time, and its side in modules. */
export const qrPath = (value: string): { readonly size: number; readonly path: string } => {
  const modules = encodeQR(value, 'raw', { ecc: 'low', border: 3 })
  const path = modules
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
  return { size: modules.length, path }
}
