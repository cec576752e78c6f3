import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

/** Inputs by parser: each ran code that no smaller one ran, or was once a fault. */
export const corpusRoot = join(import.meta.dirname, '..', 'fixtures', 'fuzz-corpus')

export const corpusOf = (parser: string, root = corpusRoot): Uint8Array[] => {
  const folder = join(root, parser)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((name) => new Uint8Array(gunzipSync(readFileSync(join(folder, name)))))
}

/** Bundles are padded with zeros. */
const packed = (input: Uint8Array): Uint8Array => gzipSync(input, { level: 9 })

/** Size of an input in the corpus. */
export const storedBytes = (input: Uint8Array): number => packed(input).length

/** Replaces the corpus; the name of an input is the beginning of its SHA-256. */
export const writeCorpus = (
  parser: string,
  inputs: readonly Uint8Array[],
  root = corpusRoot,
): void => {
  const folder = join(root, parser)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const input of inputs) {
    const name = createHash('sha256').update(input).digest('hex').slice(0, 16)
    writeFileSync(join(folder, `${name}.gz`), packed(input))
  }
}
