import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const beside = join(import.meta.dirname, '..', '..', '..', 'shared', 'samples', 'exif')

/**
 * Pictures of many cameras, out of collections of exif samples. They are not ours to copy: they are
 * read where they lie, beside the project or in the folder that is named.
 */
const folder = process.env['UNDERSTORY_EXIF_SAMPLES'] ?? beside

/** Empty where they are not. */
export const samples: readonly string[] = existsSync(folder)
  ? readdirSync(folder)
      .sort()
      .map((name) => join(folder, name))
  : []
