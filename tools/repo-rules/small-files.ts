import { posix } from 'node:path'
import type { SourceFile } from './type-names.ts'

/** A file with at most this many lines is small; comments and empty lines count. */
export const smallLines = 45

/** How many small files with one importer the product may have. */
export const mostSmallFiles = 20

export type SmallFile = {
  readonly file: string
  readonly lines: number
  readonly importer: string
}

const importPattern = /\b(?:from|import)\s*\(?\s*['"](\.[^'"?]+)[^'"]*['"]/g
const urlPattern = /\bnew URL\(\s*['"](\.[^'"?]+)['"]/g

const targetsOf = ({ file, text }: SourceFile): string[] =>
  [importPattern, urlPattern]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(([, target = '']) => posix.join(posix.dirname(file), target))

/**
 * Small files that one other file alone imports, by path: a reader opens two files for one thing.
 * Static imports, `import()`, `new URL()` and imports of types count. There are no exceptions for
 * migrations or entries of threads.
 *
 * @param sources TypeScript files of the product: without tests, whose imports do not count, and
 *   without style sheets, of which a component has one by custom.
 */
export const smallFiles = (sources: readonly SourceFile[]): readonly SmallFile[] => {
  const importers = new Map<string, Set<string>>()
  for (const source of sources) {
    for (const target of targetsOf(source)) {
      importers.set(target, (importers.get(target) ?? new Set()).add(source.file))
    }
  }
  return sources.flatMap(({ file, text }) => {
    const lines = text.split('\n').length - 1
    const [importer, ...others] = importers.get(file) ?? []
    return lines > smallLines || importer === undefined || others.length > 0
      ? []
      : [{ file, lines, importer }]
  })
}
