import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'electron-vite'
import react from '@vitejs/plugin-react'
import { buildDay } from './scripts/run/build-day.ts'
import { bundleSizes } from './scripts/run/bundle-sizes.ts'
import { gazetteer } from './scripts/run/gazetteer.ts'
import { guide } from './scripts/run/guide.ts'
import { printFonts } from './scripts/run/print-fonts.ts'
import { rendererManifest } from './scripts/run/renderer-manifest.ts'

const root = import.meta.dirname
const src = join(root, 'src')
const out = process.env['UNDERSTORY_BUILD_OUT'] ?? join(root, 'out')

/** Every thread and process that the main process starts has its own entry. */
const workers = (): Record<string, string> => {
  const folder = join(src, 'main', 'workers')
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => /-(?:worker|process)\.ts$/.test(name))
    : []
  return Object.fromEntries(names.map((name) => [name.replace(/\.ts$/, ''), join(folder, name)]))
}

/** Native code cannot be bundled. All else is: some packages are ESM only, and main is CommonJS. */
const external = [/^better-sqlite3(?:\/.*)?$/]

/**
 * V8 keeps the text of a script for as long as it runs: one byte for each character, and two if
 * there is a single one beyond Latin-1.
 */
const slim = {
  charset: 'ascii' as const,
  comments: { legal: true, annotation: false, jsdoc: false },
}

const commonJs = (folder: string) => ({
  format: 'cjs' as const,
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
  dir: join(out, folder),
  ...slim,
  // Names stay as they are in the source.
  minify: { compress: false, mangle: false },
})

export default defineConfig({
  main: {
    root,
    plugins: [
      printFonts(join(out, 'fonts')),
      bundleSizes([
        // Main checks every request and answer, so it grows with the contract (and has all of zod).
        { what: 'main process', chunks: ['index', 'main-handlers'], mostKB: 500 },
        // The window waits for this part.
        { what: 'main process, before its window', chunks: ['index'], mostKB: 60 },
        { what: 'vault process', chunks: ['vault-process'], mostKB: 2_200 },
        // Escaped, a character of Korean or Chinese has six bytes here, and half of that in memory.
        { what: 'linter', chunks: ['lint-worker'], mostKB: 1_600 },
      ]),
    ],
    // Not a file time: in an archive every file has the time at which the app was started.
    define: {
      BUILD_DAY: JSON.stringify(buildDay(process.env['SOURCE_DATE_EPOCH'], new Date())),
    },
    build: {
      externalizeDeps: false,
      // The oldest Node that is supported: Electron 33's (ADR 0006).
      target: 'node20.18',
      sourcemap: false,
      rolldownOptions: {
        input: {
          index: join(src, 'main', 'index.ts'),
          'vault-process': join(src, 'main', 'vault-process.ts'),
          ...workers(),
        },
        external,
        output: commonJs('main'),
      },
    },
  },
  preload: {
    root,
    build: {
      // A sandboxed preload cannot require files: one self-contained script.
      externalizeDeps: false,
      isolatedEntries: true,
      target: 'node20.18',
      sourcemap: false,
      rolldownOptions: {
        input: {
          index: join(src, 'preload', 'index.ts'),
          'decoder-port': join(src, 'preload', 'decoder-port.ts'),
        },
        output: commonJs('preload'),
      },
    },
  },
  renderer: {
    root: join(src, 'renderer'),
    // Parsed as JSON text: the coasts as a module block the window while it is evaluated.
    json: { stringify: true, namedExports: false },
    plugins: [
      react(),
      gazetteer(),
      guide(),
      bundleSizes([
        {
          what: 'window, unlock screen',
          chunks: ['index', 'ko'],
          mostKB: 1_700,
        },
        // All lists share the code that searches, sorts and filters them, also the first one.
        // The unlock screen is part of index (37 kB): loaded on its own, it delayed itself.
        {
          what: 'window, first view',
          chunks: ['views', 'today-view', 'cases-view'],
          mostKB: 1_740,
        },
        { what: 'window, a report', chunks: ['views', 'reports-view'], mostKB: 2_800 },
      ]),
      rendererManifest(join(out, 'renderer'), join(out, 'renderer-manifest.json')),
    ],
    build: {
      outDir: join(out, 'renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      sourcemap: false,
      // The content security policy allows neither inline nor data: sources.
      assetsInlineLimit: 0,
      // What a script imports is requested with it, not once it has been read.
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(src, 'renderer', 'index.html'), output: slim },
    },
  },
})
