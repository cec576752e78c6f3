import { Failure } from '../../src/shared/failure.ts'
import { build, person } from './sample.ts'

export const text = (words: string): Uint8Array => new Uint8Array(Buffer.from(words))

/** The words as bytes that come a few at a time. */
export const pieces = (words: string, size: number): Uint8Array[] => {
  const bytes = text(words)
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  )
}

export const all = async (source: AsyncIterable<Uint8Array>): Promise<string> => {
  const parts: Uint8Array[] = []
  for await (const piece of source) parts.push(piece.slice())
  return Buffer.concat(parts).toString()
}

/** The code of a failure, or `done`. */
export const codeOf = async (act: () => unknown): Promise<string> => {
  try {
    await act()
    return 'done'
  } catch (cause) {
    return cause instanceof Failure ? cause.code : String(cause)
  }
}

export const us = `age1${'q'.repeat(58)}`
export const sampleOf = () => build(person(), [us])
