import { writeSync } from 'node:fs'

const standardOutput = 1
const pause = new Int32Array(new SharedArrayBuffer(4))

/**
 * Writes a line to the parent, and returns once it is written. `process.stdout` does not promise
 * that: if the parent is slow to read, it buffers the line in this process, and a kill loses it.
 */
export const sayLine = (line: string): void => {
  let rest = Buffer.from(`${line}\n`)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(standardOutput, rest))
    } catch (cause) {
      // Whatever uses `process.stdout`, as a thread may, makes the pipe one that does not wait.
      if ((cause as NodeJS.ErrnoException).code !== 'EAGAIN') throw cause
      Atomics.wait(pause, 0, 0, 1)
    }
  }
}
