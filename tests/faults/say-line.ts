import { writeSync } from 'node:fs'

const standardOutput = 1
const pause = new Int32Array(new SharedArrayBuffer(4))

/**
 * Says a line to the parent, and comes back once it has been said. `process.stdout` does not promise
 * that: where the parent is slow to read, it keeps the line in this process, and a process that is
 * killed takes it along.
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
