import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import type { Plugin } from 'vite'
import { cache, root } from '../setup/paths.ts'
import { gazetteer } from './gazetteer.ts'
import { guide } from './guide.ts'
import { unfinished } from '../setup/unfinished.ts'

const src = join(root, 'src')
const tests = join(root, 'tests', 'component')

const isIn = (folder: string, file: string): boolean => file.startsWith(`${folder}/`)

/** The test file that opens the window imports the app's parts in the order that the app does. */
const first = 'window.tsx'

/** The modules of the app that the component tests import. */
const importedModules = (): ReadonlySet<string> => {
  const modules = new Set<string>()
  const names = readdirSync(tests).filter((name) => /\.tsx?$/u.test(name))
  for (const name of [first, ...names]) {
    const text = readFileSync(join(tests, name), 'utf8')
    if (text.includes('vi.mock(')) throw new Error(`${name}: a bundle has no module to mock`)
    for (const [, path] of text.matchAll(/'(\.\.\/[^'\n]+\.(?:tsx?|json))'/gu)) {
      const file = resolve(tests, path ?? '')
      if (isIn(src, file)) modules.add(file)
    }
  }
  return modules
}

const nameOf = (file: string): string => relative(src, file).replaceAll('/', '--')

/** The app loads these rules and tables when a view first needs them. */
const later = [
  join(src, 'disclosure-checks'),
  join(src, 'renderer', 'places'),
  join('map', 'world.ts'),
]

const isFirst = (id: string): boolean => isIn(src, id) && !later.some((part) => id.includes(part))

/** In the order of the app: a later rule wins over an earlier one. */
const importStyles = ['/src/renderer/reset.css', '/src/renderer/tokens.css', '../style.css']
  .map((path) => `import '${path}'\n`)
  .join('')

const bundle = (modules: ReadonlySet<string>, folder: string): Promise<unknown> =>
  build({
    configFile: false,
    root,
    // Vite would warn that the tests import at once what the app imports later.
    logLevel: 'error',
    mode: 'test',
    json: { stringify: true, namedExports: false },
    plugins: [react(), gazetteer(), guide()],
    build: {
      outDir: folder,
      target: 'esnext',
      minify: false,
      modulePreload: false,
      cssCodeSplit: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: Object.fromEntries([...modules].map((file) => [nameOf(file), file])),
        external: (id) => /^[@a-z]/u.test(id) && !id.startsWith('virtual:'),
        preserveEntrySignatures: 'strict',
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name].js',
          assetFileNames: '[name][extname]',
          banner: ({ name }) => (name === 'app' ? importStyles : ''),
          codeSplitting: { groups: [{ name: 'app', test: isFirst }] },
        },
      },
    },
  })

/**
 * Bundles the app once before the component tests run. Each test file opens a page of its own, and
 * the page then loads a few files in place of 900 modules. Packages stay outside: Vite bundles them.
 */
export const bundledApp = (): Plugin => {
  const modules = importedModules()
  let folder = ''
  return {
    name: 'understory:bundled-app',
    enforce: 'pre',
    async buildStart() {
      if (folder !== '') return
      mkdirSync(cache, { recursive: true })
      folder = mkdtempSync(unfinished(join(cache, 'component-app')))
      await bundle(modules, folder)
    },
    buildEnd() {
      rmSync(folder, { recursive: true, force: true })
    },
    resolveId(source, importer) {
      if (importer === undefined || !source.startsWith('.') || !isIn(tests, importer)) return null
      const file = resolve(dirname(importer), source)
      return modules.has(file) ? join(folder, `${nameOf(file)}.js`) : null
    },
  }
}
