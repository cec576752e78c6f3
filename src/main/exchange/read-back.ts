import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { Failure } from '../../shared/failure.ts'

const pieceBytes = 1024 * 1024

/**
 * Reads a whole file again, under the name that it has now.
 *
 * @param digest SHA-256 of what was written, in hex.
 * @throws Failure 'storage' when it cannot be read or is not what was written; 'cancelled'.
 */
export async function readBack(
  path: string,
  digest: string,
  signal: AbortSignal,
  read: (bytes: number) => void,
): Promise<void> {
  const found = createHash('sha256')
  try {
    const file = await open(path, 'r')
    try {
      const piece = new Uint8Array(pieceBytes)
      let total = 0
      for (;;) {
        if (signal.aborted) throw new Failure('cancelled')
        const { bytesRead } = await file.read(piece, 0, piece.length, null)
        if (bytesRead === 0) break
        found.update(piece.subarray(0, bytesRead))
        read((total += bytesRead))
      }
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('storage', { cause })
  }
  if (found.digest('hex') !== digest) throw new Failure('storage')
}
