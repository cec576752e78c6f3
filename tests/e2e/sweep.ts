import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { searchFor } from '../format/byte-search.ts'
import { inflatedIn } from './inflated.ts'

/** A string in every form in which it could be on a disk. */
export const formsOf = (text: string): { readonly form: string; readonly bytes: Buffer }[] => {
  const encoded = (['utf8', 'utf16le'] as const).map((encoding) => ({
    form: encoding,
    bytes: Buffer.from(text, encoding),
  }))
  // The preceding bytes decide how three bytes become four letters; the letters at the ends depend
  // on neighbours.
  const base64 = encoded.flatMap(({ form, bytes }) =>
    [0, 1, 2].map((shift) => {
      const letters = Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64')
        .replace(/=+$/, '')
      return {
        form: `base64 of ${form}, ${String(shift)} bytes in`,
        bytes: Buffer.from(letters.slice(shift === 0 ? 0 : 4, -4), 'ascii'),
      }
    }),
  )
  return [...encoded, ...base64]
}

export type Hit = {
  readonly file: string
  readonly text: string
  readonly form: string
}

export type Swept = {
  readonly files: number
  readonly bytes: number
  readonly hits: readonly Hit[]
}

const ours = process.getuid?.()
const anybody = 0o002

/**
 * Every regular file below the folders that was written or changed since `since`, and that a
 * process of the app can have written: the user owns it, or every user may write it. Uses the
 * change time, which no program can set: exported files have a false modification time.
 */
const filesSince = (folder: string, since: number): string[] => {
  let entries
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    // Another user's folder: the app's processes could not have written there either.
    return []
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesSince(path, since)
    if (!entry.isFile()) return []
    try {
      const { ctimeMs, uid, mode } = lstatSync(path)
      const canBeOurs = uid === ours || (mode & anybody) !== 0
      return canBeOurs && ctimeMs >= since ? [path] : []
    } catch {
      return []
    }
  })
}

/**
 * Searches all files below the folders for the texts, compressed streams and file names included.
 */
export const sweep = (
  folders: readonly string[],
  texts: readonly string[],
  since: number,
): Swept => {
  const wanted = texts.flatMap((text) => formsOf(text).map((form) => ({ text, ...form })))
  const search = searchFor(wanted.map(({ bytes }) => bytes))
  const foundIn = (bytes: Buffer): Set<number> => new Set(search(bytes).map(({ needle }) => needle))
  const files = [...new Set(folders.flatMap((folder) => filesSince(folder, since)))]
  let bytes = 0
  const hits: Hit[] = []
  for (const file of files) {
    let content: Buffer
    try {
      content = readFileSync(file)
    } catch {
      continue
    }
    bytes += content.length
    const clear = foundIn(content)
    const packed = new Set(inflatedIn(content).flatMap((stream) => [...foundIn(stream)]))
    for (const [index, { text, form }] of wanted.entries()) {
      if (clear.has(index)) hits.push({ file, text, form })
      if (packed.has(index)) hits.push({ file, text, form: `${form}, packed` })
    }
    for (const text of texts) if (file.includes(text)) hits.push({ file, text, form: 'its name' })
  }
  return { files: files.length, bytes, hits }
}
