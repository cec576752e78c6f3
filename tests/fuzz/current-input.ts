const headBytes = 8

/** Size of the memory for an input of at most so many bytes. */
export const currentInputBytes = (most: number): number => headBytes + most

/**
 * The input that a thread reads right now, in memory that it shares: known to the other side although
 * the thread hangs or was ended for its memory.
 */
export const currentInput = (memory: SharedArrayBuffer) => {
  const [head, bytes] = [new Int32Array(memory, 0, 2), new Uint8Array(memory, headBytes)]
  return {
    set: (input: Uint8Array): void => {
      const kept = input.subarray(0, bytes.length)
      bytes.set(kept)
      Atomics.store(head, 1, kept.length)
      Atomics.add(head, 0, 1)
    },
    /** Counts the inputs. */
    number: (): number => Atomics.load(head, 0),
    get: (): Uint8Array => bytes.slice(0, Atomics.load(head, 1)),
  }
}
