import { defineConfig } from 'vitest/config'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { gazetteer } from './scripts/run/gazetteer.ts'

/** Pictures of every screen go to this folder, if it is named. */
const shots = process.env['SHOTS'] ?? ''

/**
 * The window's screens in a real Chromium, over a canned vault. The browser's own sandbox is off
 * here and only here: it refuses to start as root, and the pages are ours. The app itself is tested
 * with its sandbox on, by the end-to-end suite.
 */
export default defineConfig({
  plugins: [react(), gazetteer()],
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
      'react-intl',
      'react/jsx-dev-runtime',
      'topojson-client',
      'zod',
    ],
  },
  server: { fs: { allow: shots === '' ? ['.'] : ['.', shots] } },
  test: {
    name: 'component',
    include: ['tests/component/**/*.test.tsx'],
    testTimeout: 60_000,
    fileParallelism: true,
    maxWorkers: 2,
    provide: { shots },
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
