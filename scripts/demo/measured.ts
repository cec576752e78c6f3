import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** SHA-256 of a file, in hexadecimal. */
export const sha256 = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex')

/** The files of a folder, without those of its folders, and their bytes. */
export const sizesIn = (folder: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => [each.name, statSync(join(folder, each.name)).size]),
  )
