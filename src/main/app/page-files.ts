import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** As the build writes it; whatever else is in the file, no content has such a digest. */
type PageManifest = {
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly type: string }>>
}

/** One of our pages: its address and its files. */
export type PageFolder = {
  /** With its slash. */
  readonly origin: string
  readonly folder: string
  /** A JSON file beside the folder, written by the build: each file with its digest and type. */
  readonly manifest: string
}

/** A file of a page. Its content is not kept: all files together are 6 MB. */
export type PageFile = {
  readonly type: string
  /** Null where the file is not the built one any more. */
  readonly read: () => Buffer | null
}

export const pageIndex = 'index.html'

const contentOf = (path: string, sha256: string): Buffer | null => {
  let content: Buffer
  try {
    content = readFileSync(path)
  } catch {
    return null
  }
  return createHash('sha256').update(content).digest('hex') === sha256 ? content : null
}

/** The files of a page by exact address, so that there is no path to traverse. */
export const pageFiles = ({
  origin,
  folder,
  manifest,
}: PageFolder): ReadonlyMap<string, PageFile> => {
  const { files } = JSON.parse(readFileSync(manifest, 'utf8')) as PageManifest
  const entries = Object.entries(files).map(([name, { sha256, type }]) => {
    const read = (): Buffer | null => contentOf(join(folder, name), sha256)
    return [origin + (name === pageIndex ? '' : name), { type, read }] as const
  })
  return new Map(entries)
}

/**
 * Compares each file with the manifest, as every read does: a page is not shown with a part missing.
 *
 * @throws Error when a file differs from the built one.
 */
export const assertAsBuilt = (files: ReadonlyMap<string, PageFile>): void => {
  for (const { read } of files.values()) {
    if (read() === null) throw new Error('the page differs from what was built')
  }
}
