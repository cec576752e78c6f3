import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Plugin } from 'vite'
import { nodeModules } from '../setup/paths.ts'

const from = join(nodeModules, 'pdfjs-dist')
const name = 'virtual:pdf-supplies'

/** Tables of characters, and fonts for documents that bring none. */
const supplies = (): ReadonlyMap<string, string> =>
  new Map(
    ['cmaps', 'standard_fonts'].flatMap((folder) =>
      readdirSync(join(from, folder))
        .filter((file) => ['.bcmap', '.pfb', '.ttf'].includes(extname(file)))
        .map((file) => [file, join(from, folder, file)] as const),
    ),
  )

/** Decoders of JBIG2 and JPEG 2000 in plain script: WebAssembly stays closed on that page. */
const decoders = ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js']

const texts = {
  wasm: ['LICENSE_JBIG2', 'LICENSE_OPENJPEG', 'LICENSE_PDFJS_JBIG2', 'LICENSE_PDFJS_OPENJPEG'],
  standard_fonts: ['LICENSE_FOXIT', 'LICENSE_LIBERATION'],
  cmaps: ['LICENSE'],
  '.': ['LICENSE'],
} as const

/**
 * Copies the files that pdf.js asks for. Tables and fonts become modules, so that the page may
 * request nothing but its own scripts; each is read when a document needs it.
 */
export const pdfSupplies = (folder: string): Plugin => {
  const files = supplies()
  return {
    name: 'understory:pdf-supplies',
    resolveId: (id) => (id === name || id.startsWith(`${name}/`) ? `\0${id}` : null),
    load: (id) => {
      if (id === `\0${name}`) {
        const rows = [...files.keys()].map(
          (file) => `${JSON.stringify(file)}: () => import(${JSON.stringify(`${name}/${file}`)})`,
        )
        return `export const supplies = {${rows.join(',\n')}}`
      }
      const path = id.startsWith(`\0${name}/`) ? files.get(id.slice(name.length + 2)) : undefined
      if (path === undefined) return null
      return `export const base64 = ${JSON.stringify(readFileSync(path).toString('base64'))}`
    },
    writeBundle() {
      mkdirSync(join(folder, 'decoders'), { recursive: true })
      for (const file of decoders) cpSync(join(from, 'wasm', file), join(folder, 'decoders', file))
      mkdirSync(join(folder, 'licences'), { recursive: true })
      for (const [part, names] of Object.entries(texts))
        for (const text of names)
          cpSync(
            join(from, part, text),
            join(folder, 'licences', `${part === '.' ? 'pdfjs' : part}-${text}.txt`),
          )
    },
  }
}
