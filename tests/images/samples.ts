import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const beside = join(import.meta.dirname, '..', '..', '..', 'shared', 'samples', 'exif')

/**
 * Pictures of many cameras, from collections of Exif samples. They must not be copied into the
 * project: they are read in place, beside the project or in the given folder.
 */
const folder = process.env['UNDERSTORY_EXIF_SAMPLES'] ?? beside

/** Empty where they are not. */
export const samples: readonly string[] = existsSync(folder)
  ? readdirSync(folder)
      .sort()
      .map((name) => join(folder, name))
  : []
