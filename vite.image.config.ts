import { join } from 'node:path'
import { defineConfig } from 'vite'
import { bundleSizes } from './scripts/run/bundle-sizes.ts'
import { rendererManifest } from './scripts/run/renderer-manifest.ts'

const root = import.meta.dirname
const out = process.env['UNDERSTORY_BUILD_OUT'] ?? join(root, 'out')

/** The page that reads images: a separate build, which shares no file with any other page. */
export default defineConfig({
  root: join(root, 'src', 'image'),
  plugins: [
    bundleSizes([{ what: 'reader of images', chunks: ['index'], mostKB: 25 }]),
    rendererManifest(join(out, 'image'), join(out, 'image-manifest.json')),
  ],
  // The one thing of Node that the JPEG encoder uses.
  define: { 'Buffer.from': 'Uint8Array.from' },
  build: {
    outDir: join(out, 'image'),
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: false,
  },
})
