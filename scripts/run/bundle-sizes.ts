import { basename } from 'node:path'
import type { Plugin } from 'vite'

/** The prefix of lines that the build passes on. */
export const sizeLine = 'loads '

/** The part of a chunk that is read here. */
export type Chunk = {
  readonly fileName: string
  readonly name: string
  readonly bytes: number
  /** Chunks that have to be loaded before it runs. */
  readonly imports: readonly string[]
}

/** A start, its chunks, and the limit for their size in kB (1,000 bytes, as files on the disk). */
export type Budget = {
  readonly what: string
  /** Names of chunks; everything that they import counts as well, once. */
  readonly chunks: readonly string[]
  readonly mostKB: number
}

/** @throws Error when no chunk has a name that the budget is about: it would guard nothing. */
export const loadedBy = (budget: Budget, chunks: readonly Chunk[]): number => {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const loaded = new Set<Chunk>()
  const load = (chunk: Chunk): void => {
    if (loaded.has(chunk)) return
    loaded.add(chunk)
    for (const file of chunk.imports) {
      const next = byFile.get(file)
      if (next !== undefined) load(next)
    }
  }
  for (const name of budget.chunks) {
    const found = chunks.filter((chunk) => chunk.name === name)
    if (found.length === 0) throw new Error(`bundle-sizes: no chunk is called ${name}`)
    found.forEach(load)
  }
  return [...loaded].reduce((sum, { bytes }) => sum + bytes, 0)
}

/** Prints what each start loads, and fails the build where that is more than it may be. */
export const bundleSizes = (budgets: readonly Budget[]): Plugin => ({
  name: 'understory:bundle-sizes',
  apply: 'build',
  generateBundle(_, bundle): void {
    const chunks = Object.values(bundle).flatMap((each): Chunk[] =>
      each.type === 'chunk'
        ? [
            {
              fileName: each.fileName,
              name: basename(each.name),
              bytes: Buffer.byteLength(each.code),
              imports: each.imports,
            },
          ]
        : [],
    )
    for (const budget of budgets) {
      const kB = Math.ceil(loadedBy(budget, chunks) / 1_000)
      const line = `${budget.what}: ${String(kB)} kB, at most ${String(budget.mostKB)}`
      process.stdout.write(`${sizeLine}${line}\n`)
      if (kB > budget.mostKB)
        this.error(`${line}. Load less, or say in electron.vite.config.ts why it may be more.`)
    }
  },
})
