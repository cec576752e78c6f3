import { Failure } from '../../src/shared/failure.ts'

/** Chunk size of a payload: 64 KiB. */
export const chunk = 65_536

export const text = (words: string): Uint8Array => new Uint8Array(Buffer.from(words, 'latin1'))
export const bytes = (size: number): Uint8Array =>
  new Uint8Array(size).map((_, i) => (i * 31) % 251)
export const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

/** The code of a failure and the fields that it names, or `done`. */
export const codeOf = async (act: () => unknown): Promise<unknown> => {
  try {
    await act()
    return 'done'
  } catch (cause) {
    return cause instanceof Failure ? [cause.code, ...cause.fields] : String(cause)
  }
}
