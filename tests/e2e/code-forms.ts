import { formsOf } from './sweep.ts'

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The 20 bytes of a recovery code, as docs/FORMAT.md says. */
const bytesOf = (code: string): Buffer => {
  const bits = [...code.replaceAll('-', '')]
    .slice(0, 32)
    .map((symbol) => symbols.indexOf(symbol).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from(
    Array.from({ length: 20 }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8), 2)),
  )
}

/**
 * A recovery code in every form that a file could have it: as read out, without separators, as
 * bytes.
 */
export const formsOfCode = (code: string): Buffer[] => {
  const bytes = bytesOf(code)
  const spoken = [code, code.replaceAll('-', ''), code.replaceAll('-', ' '), bytes.toString('hex')]
  const texts = spoken.flatMap((text) => [text.toUpperCase(), text.toLowerCase()])
  return [
    bytes,
    ...(['base64', 'base64url'] as const).flatMap((encoding) =>
      [0, 1, 2].map((shift) => {
        const letters = Buffer.concat([Buffer.alloc(shift), bytes]).toString(encoding)
        return Buffer.from(letters.slice(shift === 0 ? 0 : 4, -4))
      }),
    ),
    ...texts.flatMap((text) => formsOf(text).map((form) => form.bytes)),
  ]
}
