import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'vite'
import { nodeModules } from '../setup/paths.ts'

const families = ['noto-sans-kr', 'noto-sans-sc'] as const
const weights = ['400', '700'] as const

/** `font-display` would print before the font is there; the older file form is never asked for. */
const faces = (css: string): string =>
  css
    .replaceAll('font-display: swap', 'font-display: block')
    .replaceAll(/, url\([^)]*\) format\('woff'\)/g, '')
    .replaceAll('url(./files/', 'url(')

/**
 * Copies the fonts for printed PDFs beside the built main process: the system's own fonts would
 * reveal the system. Free under the SIL Open Font License, whose text is copied too.
 */
export const printFonts = (folder: string): Plugin => ({
  name: 'print-fonts',
  closeBundle() {
    mkdirSync(folder, { recursive: true })
    let css = ''
    for (const family of families) {
      const from = join(nodeModules, '@fontsource', family)
      for (const weight of weights) css += faces(readFileSync(join(from, `${weight}.css`), 'utf8'))
      for (const file of readdirSync(join(from, 'files'))) {
        if (weights.some((weight) => file.endsWith(`-${weight}-normal.woff2`))) {
          cpSync(join(from, 'files', file), join(folder, basename(file)))
        }
      }
      cpSync(join(from, 'LICENSE'), join(folder, `${family}.LICENSE`))
    }
    writeFileSync(join(folder, 'fonts.css'), css)
  },
})
