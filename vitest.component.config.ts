import { defineConfig } from 'vitest/config'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { bundledApp } from './scripts/run/bundled-app.ts'
import { gazetteer } from './scripts/run/gazetteer.ts'
import { guide } from './scripts/run/guide.ts'

// The app ships React's production build; the development build takes several times as long.
process.env['NODE_ENV'] = 'production'

/** Pictures of every screen go to this folder, if one is given. */
const shots = process.env['SHOTS'] ?? ''

/** Set by `npm run test:long`, which also runs the files that end in `.long.test.tsx`. */
const isLong = process.env['UNDERSTORY_TESTS'] === 'long'

/**
 * The window's screens in a real Chromium, over a canned vault. The browser's own sandbox is off
 * here and only here: it refuses to start as root, and the pages are ours. The app itself is tested
 * with its sandbox on, by the end-to-end suite.
 */
export default defineConfig({
  plugins: [bundledApp(), react(), gazetteer(), guide()],
  optimizeDeps: {
    include: [
      '@codemirror/commands',
      '@codemirror/search',
      '@codemirror/state',
      '@codemirror/view',
      '@noble/hashes/blake2.js',
      '@noble/hashes/utils.js',
      '@tanstack/react-query',
      '@tanstack/react-virtual',
      'axe-core',
      'd3-geo',
      'diff',
      'edtf',
      'qr',
      'react',
      'react-aria-components',
      'react-dom',
      'react-dom/client',
      're2js',
      'react-intl',
      'react/jsx-dev-runtime',
      'react/jsx-runtime',
      'topojson-client',
      'zod',
    ],
  },
  server: {
    fs: { allow: shots === '' ? ['.'] : ['.', shots] },
    // The lazy parts of the app are large: no test should wait for them to load.
    warmup: {
      clientFiles: ['src/renderer/features/map/world.ts', 'src/renderer/places/load.ts'],
    },
  },
  test: {
    name: 'component',
    include: ['tests/component/**/*.test.tsx'],
    exclude: isLong ? [] : ['tests/component/**/*.long.test.tsx'],
    // Each page loads the app once, for all of its files; in a long run, once for each file.
    isolate: isLong,
    setupFiles: ['tests/component/fresh-page.ts'],
    testTimeout: 120_000,
    // A view may be slow on a machine with other work; a test of a time limit sets its own.
    expect: { poll: { timeout: 30_000 } },
    fileParallelism: true,
    // A page mostly waits for drawing, so there are more pages than cores.
    maxWorkers: 6,
    provide: { shots, isLong },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
          chromiumSandbox: false,
        },
      }),
      instances: [{ browser: 'chromium' }],
      viewport: { width: 1366, height: 768 },
    },
  },
})
