import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'

/**
 * While `work` runs, the disk refuses the anchor from its nth write on: that transaction is kept,
 * but its caller gets no acknowledgement.
 */
export const whileAnchorFails = async <T>(
  folder: string,
  nth: number,
  work: () => Promise<T>,
): Promise<T> => {
  const isAnchor = (file: number): boolean =>
    fs.statSync(join(folder, 'anchor'), { throwIfNoEntry: false })?.ino === fs.fstatSync(file).ino
  const { writeSync } = fs
  let count = 0
  const refusing = (...args: Parameters<typeof writeSync>): number => {
    if (isAnchor(args[0]) && (count += 1) >= nth) {
      throw Object.assign(new Error('the disk refuses'), { code: 'EIO' })
    }
    return writeSync(...args)
  }
  fs.writeSync = refusing as typeof writeSync
  syncBuiltinESMExports()
  try {
    return await work()
  } finally {
    fs.writeSync = writeSync
    syncBuiltinESMExports()
  }
}
