import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'
import { onTestFinished } from 'vitest'

const watched = [
  ...(['openSync', 'writeSync', 'writeFileSync', 'fsyncSync', 'renameSync', 'closeSync'] as const),
] as const
type Watched = (typeof watched)[number]

/**
 * The file operations from here to the end of the test, one line each: `fsync header.new`. The real
 * calls are made, except the one that has to fail.
 *
 * @param failing a line of the list; the call ends with EIO instead of being made.
 * @param failures how many of these calls fail.
 * @param most largest number of bytes that one write takes, as on some disks.
 */
export const watchFiles = (
  failing?: string,
  most = Infinity,
  failures = Infinity,
): readonly string[] => {
  const lines: string[] = []
  const names = new Map<unknown, string>()
  const originals = new Map<Watched, unknown>(watched.map((name) => [name, fs[name]]))
  const restore = (): void => {
    Object.assign(fs, Object.fromEntries(originals))
    syncBuiltinESMExports()
  }
  // `writeFileSync` writes by `writeSync`.
  let isInside = false
  let failed = 0
  for (const method of watched) {
    const original = fs[method] as (...args: unknown[]) => unknown
    const call = (...args: unknown[]): unknown => {
      if (isInside) return original(...args)
      const [target] = args
      const name = typeof target === 'number' ? names.get(target) : basename(String(target))
      const line = `${method.replaceAll(/File|Sync/gu, '')} ${name ?? '?'}`
      lines.push(line)
      if (line === failing && failed++ < failures)
        throw Object.assign(new Error('EIO'), { code: 'EIO' })
      if (method === 'writeSync' && typeof args[3] === 'number') args[3] = Math.min(args[3], most)
      isInside = true
      try {
        const result = original(...args)
        if (method === 'openSync') names.set(result, basename(String(target)))
        return result
      } finally {
        isInside = false
      }
    }
    Object.assign(fs, { [method]: call })
  }
  syncBuiltinESMExports()
  onTestFinished(restore)
  return lines
}
