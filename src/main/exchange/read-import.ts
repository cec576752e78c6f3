import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { Failure } from '../../shared/failure.ts'
import { limits } from '../../shared/limits.ts'

// A named pipe would otherwise wait here for ever for somebody to write.
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Reads a file that somebody handed over, whole.
 *
 * @throws Failure 'too-big' before more than the limit is read, 'malformed' for anything but a
 * plain file, 'storage' when it cannot be read.
 */
export function readImportFile(path: string): Uint8Array {
  const descriptor = attempt(() => openSync(path, readOnly))
  try {
    const stat = attempt(() => fstatSync(descriptor))
    if (!stat.isFile()) throw new Failure('malformed')
    if (stat.size > limits.bundleBytes) throw new Failure('too-big')
    // Its own buffer, so that it can be handed to the worker without a copy.
    const bytes = new Uint8Array(stat.size)
    let length = 0
    while (length < bytes.length) {
      const count = attempt(() =>
        readSync(descriptor, bytes, length, bytes.length - length, length),
      )
      if (count === 0) throw new Failure('truncated')
      length += count
    }
    return bytes
  } finally {
    closeSync(descriptor)
  }
}

function attempt<T>(action: () => T): T {
  try {
    return action()
  } catch (cause) {
    throw new Failure('storage', { cause })
  }
}
