import { join } from 'node:path'
import { defineConfig } from 'vite'
import { bundleSizes } from './scripts/run/bundle-sizes.ts'
import { pdfSupplies } from './scripts/run/pdf-supplies.ts'
import { rendererManifest } from './scripts/run/renderer-manifest.ts'

const root = import.meta.dirname
const out = process.env['UNDERSTORY_BUILD_OUT'] ?? join(root, 'out')

/** The page that reads PDFs: a separate build, so that none of its code can reach the window. */
export default defineConfig({
  root: join(root, 'src', 'pdf'),
  plugins: [
    pdfSupplies(join(out, 'pdf')),
    bundleSizes([{ what: 'reader of PDFs', chunks: ['index'], mostKB: 1_900 }]),
    rendererManifest(join(out, 'pdf'), join(out, 'pdf-manifest.json')),
  ],
  build: {
    outDir: join(out, 'pdf'),
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    // pdf.js and its reader are one chunk; the page is served from the disk.
    chunkSizeWarningLimit: 4_000,
  },
})
