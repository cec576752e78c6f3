import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { median, timed } from './timing.ts'

/** Median of writing 4 KiB in place and waiting for the disk to have it, in ms. */
export const fdatasyncMs = (folder: string, repeats = 200): number => {
  const file = join(folder, 'sync-probe')
  const descriptor = openSync(file, 'w', 0o600)
  try {
    const page = Buffer.alloc(4096, 1)
    const samples = Array.from({ length: repeats }, (_, i) =>
      timed(() => {
        writeSync(descriptor, page, 0, page.length, (i % 64) * page.length)
        fdatasyncSync(descriptor)
      }),
    )
    // The first ones make the file longer, which is another thing.
    return median(samples.slice(64))
  } finally {
    closeSync(descriptor)
    rmSync(file)
  }
}
