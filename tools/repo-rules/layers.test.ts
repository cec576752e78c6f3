import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

type Breach = {
  readonly file: string
  readonly imports: string
  /** The rule of .dependency-cruiser.mjs that must find it. */
  readonly layer: string
  /** False where only dependency-cruiser can tell. */
  readonly oxlint: boolean
}

const breach = (file: string, imports: string, layer: string, oxlint = true): Breach => ({
  file,
  imports,
  layer,
  oxlint,
})

/** One forbidden import for each boundary that docs/ARCHITECTURE.md names. */
const breaches: readonly Breach[] = [
  breach('src/shared/a.ts', `import { readFileSync as x } from 'node:fs'`, 'shared'),
  breach('src/shared/b.ts', `import { seal as x } from '../crypto/seal.ts'`, 'shared'),
  breach('src/crypto/a.ts', `import { readFileSync as x } from 'node:fs'`, 'crypto'),
  breach('src/crypto/b.ts', `import { open as x } from '../main/store/db.ts'`, 'crypto'),
  breach('src/main/store/a.ts', `import { seal as x } from '../../crypto/seal.ts'`, 'store'),
  breach('src/main/store/b.ts', `import { app as x } from 'electron'`, 'store'),
  breach('src/main/exchange/a.ts', `import x from 'better-sqlite3'`, 'exchange'),
  breach('src/main/exchange/b.ts', `import { open as x } from '../store/db.ts'`, 'exchange'),
  breach('src/main/release/a.ts', `import { app as x } from 'electron'`, 'release'),
  breach('src/main/release/b.ts', `import { readFileSync as x } from 'node:fs'`, 'release', false),
  breach(
    'src/main/app/g.ts',
    `import { judge as x } from '../release/judge.ts'`,
    'main-holds-no-keys',
    false,
  ),
  breach('src/main/vault/a.ts', `import { app as x } from 'electron'`, 'vault'),
  breach('src/main/vault/b.ts', `import { serve as x } from '../ipc/serve.ts'`, 'vault'),
  breach('src/main/workers/a.ts', `import { app as x } from 'electron'`, 'workers'),
  breach('src/main/ipc/a.ts', `import { ipcMain as x } from 'electron'`, 'ipc'),
  breach('src/main/ipc/b.ts', `import { open as x } from '../store/db.ts'`, 'ipc', false),
  breach(
    'src/main/app/a.ts',
    `import { open as x } from '../store/db.ts'`,
    'main-holds-no-keys',
    false,
  ),
  breach('src/main/app/b.ts', `import { request as x } from 'node:https'`, 'no-network'),
  breach('src/main/app/c.ts', `import { shell as x } from 'electron'`, '', true),
  breach(
    'src/preload/a.ts',
    `import { contract as x } from '../shared/contract.ts'`,
    'preload-channels-only',
  ),
  breach('src/preload/b.ts', `import { readFileSync as x } from 'node:fs'`, 'preload'),
  breach('src/rescue/a.ts', `import { app as x } from 'electron'`, 'rescue'),
  breach(
    'src/renderer/a.ts',
    `import { limits as x } from '../shared/limits.ts'`,
    'renderer-shared-types-only',
  ),
  breach(
    'src/shared/event-bounds.ts',
    `import { limits as x } from './limits.ts'`,
    'event-bounds-alone',
    false,
  ),
  breach('src/renderer/b.ts', `import { readFileSync as x } from 'node:fs'`, 'renderer-no-node'),
  breach('src/renderer/c.ts', `import { seal as x } from '../crypto/seal.ts'`, 'renderer'),
  breach(
    'src/renderer/printed.ts',
    `import { html as x } from '../publication/html.ts'`,
    'renderer',
    false,
  ),
  breach('src/renderer/d.ts', `import { ipcRenderer as x } from 'electron'`, 'renderer'),
  breach(
    'src/renderer/features/reports/a.ts',
    `import { view as x } from '../cases/view.ts'`,
    'features-apart',
    false,
  ),
  breach('src/renderer/f.ts', `import { Button as x } from 'react-aria-components'`, 'aria-in-ui'),
  breach(
    'src/renderer/ui/a.ts',
    `import { view as x } from '../features/cases/view.ts'`,
    'ui-alone',
    false,
  ),
  breach('src/pdf/a.ts', `import { db as x } from '../main/store/db.ts'`, 'pdf'),
  breach(
    'src/pdf/b.ts',
    `import { bridge as x } from '../shared/contract.ts'`,
    'pdf-shared-types-only',
  ),
  breach(
    'src/renderer/e.ts',
    `import { getDocument as x } from 'pdfjs-dist/legacy/build/pdf.mjs'`,
    'pdf-apart',
    false,
  ),
  breach('src/image/a.ts', `import { db as x } from '../main/store/db.ts'`, 'image'),
  breach(
    'src/image/b.ts',
    `import { bridge as x } from '../shared/contract.ts'`,
    'image-shared-types-only',
  ),
  breach('src/image/c.ts', `import { decode as x } from 'jpeg-js'`, 'image-encoder-only', false),
  breach(
    'src/main/vault/c.ts',
    `import { decode as x } from '../../image/decode.ts'`,
    'image-apart',
    false,
  ),
  breach(
    'src/disclosure-checks/a.ts',
    `import { readFileSync as x } from 'node:fs'`,
    'disclosure-checks',
    false,
  ),
  breach(
    'src/publication/a.ts',
    `import { readFileSync as x } from 'node:fs'`,
    'publication',
    false,
  ),
  breach(
    'src/main/store/migrations/0001-a.ts',
    `import { open as x } from '../db.ts'`,
    'migrations-alone',
    false,
  ),
  breach('src/main/a.ts', `import { app as x } from 'electron'`, 'electron-outside', false),
  breach(
    'src/main/app/d.ts',
    `import { open as x } from '../../../scripts/tool.ts'`,
    'product-without-tests',
    false,
  ),
  breach('src/main/app/e.ts', `import { test as x } from 'vitest'`, 'no-dev-packages', false),
  breach('src/main/app/f.ts', `import { x } from './nothing.ts'`, 'resolvable', false),
  breach('src/shared/chicken.ts', `import { x } from './egg.ts'`, 'no-cycles', false),
  breach('src/shared/egg.ts', `import { x } from './chicken.ts'`, '', false),
  // Different files, so no file depends on itself; types only.
  breach('src/main/vault/wipe/a.ts', `import type { x } from '../merge/b.ts'`, '', false),
  breach('src/main/vault/merge/a.ts', `import type { x } from '../wipe/b.ts'`, '', false),
]

/** Folders that depend on each other: dependency-cruiser names the folder, not the file. */
const folderCycle = 'src/main/vault/wipe: no-folder-cycles'

/** The imported files have to exist, or the imports could not be resolved. */
const targets = [
  'src/crypto/seal.ts',
  'src/main/store/db.ts',
  'src/main/release/judge.ts',
  'src/image/decode.ts',
  'src/main/ipc/serve.ts',
  'src/publication/html.ts',
  'src/publication/dates.ts',
  'src/renderer/features/cases/view.ts',
  'src/shared/limits.ts',
  'src/main/vault/wipe/b.ts',
  'scripts/tool.ts',
  'src/main/vault/merge/b.ts',
]

const lawful: Readonly<Record<string, string>> = {
  'src/shared/contract.ts': `import { z } from 'zod'\nexport const bridge = z.literal(1)\n`,
  'src/renderer/data/bridge.ts': `import type { bridge } from '../../shared/contract.ts'\nexport type Bridge = typeof bridge\n`,
  'src/renderer/timeline.ts': `import { eventBounds } from '../shared/event-bounds.ts'\nexport const bounds = eventBounds\n`,
  'src/renderer/when.ts': `import { dates } from '../publication/dates.ts'\nexport const when = dates\n`,
  'src/renderer/ui/button.ts': `import { Button as Aria } from 'react-aria-components'\nexport const Button = Aria\n`,
  'src/main/vault/open.ts': `import { seal } from '../../crypto/seal.ts'\nimport { db } from '../store/db.ts'\nexport const open = [seal, db]\n`,
}

let folder = ''

const output = (command: string, args: readonly string[]): string => {
  try {
    return execFileSync(join(root, 'node_modules', '.bin', command), args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        ...process.env,
        PATH: `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
      },
    })
  } catch (error) {
    // Findings make both tools exit with an error; their output is still on stdout.
    return String((error as { stdout?: unknown }).stdout)
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'understory-lint-'))
  for (const file of [
    '.oxlintrc.json',
    '.dependency-cruiser.mjs',
    'package.json',
    'tsconfig.base.json',
  ]) {
    cpSync(join(root, file), join(folder, file))
  }
  for (const file of [
    'tsconfig.json',
    'tsconfig.node.json',
    'tsconfig.preload.json',
    'tsconfig.renderer.json',
    'tsconfig.pdf.json',
    'tsconfig.image.json',
  ]) {
    cpSync(join(root, file), join(folder, file))
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  for (const file of targets) {
    const name = file.replace(/^.*\/|\.ts$/g, '')
    write(file, `export const ${name} = 1\nexport const open = 1\nexport type x = 1\n`)
  }
  for (const [file, text] of Object.entries(lawful)) write(file, text)
  for (const { file, imports } of breaches)
    write(file, `${imports}\nexport ${imports.includes('import type') ? 'type ' : ''}{ x }\n`)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('layers', () => {
  test('dependency-cruiser finds every violation, and nothing in valid files', async () => {
    const { default: rules } = (await import(join(root, '.dependency-cruiser.mjs'))) as {
      readonly default: { readonly forbidden: readonly { readonly name: string }[] }
    }
    const { summary } = JSON.parse(
      output('depcruise', ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src']),
    ) as { summary: { violations: { from: string; rule: { name: string } }[] } }
    const found = summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`)
    for (const { file, layer } of breaches.filter((each) => each.layer !== '')) {
      expect(found).toContain(`${file}: ${layer}`)
    }
    expect(found).toContain(folderCycle)
    // Every rule of the configuration is broken once.
    expect(new Set(found.map((line) => line.slice(line.indexOf(': ') + 2)))).toEqual(
      new Set(rules.forbidden.map(({ name }) => name)),
    )
    for (const file of Object.keys(lawful)) {
      expect(found.filter((line) => line.startsWith(file))).toEqual([])
    }
  })

  test('oxlint shows the same breaches in an editor', () => {
    const lines = output('oxlint', ['-f', 'unix', 'src']).split('\n')
    const restricted = (file: string): string[] =>
      lines.filter((line) => line.startsWith(`${file}:`) && line.includes('no-restricted-imports'))
    for (const { file, imports } of breaches.filter((each) => each.oxlint)) {
      expect(restricted(file), `${file}: ${imports}`).not.toEqual([])
    }
    for (const file of Object.keys(lawful)) expect(restricted(file)).toEqual([])
  })

  test('type-aware rules are on: a floating promise is found', () => {
    const file = join(folder, 'src', 'shared', 'floating.ts')
    writeFileSync(file, 'const later = async (): Promise<number> => 1\nlater()\n')
    expect(output('oxlint', ['-f', 'unix', 'src/shared/floating.ts'])).toContain(
      'no-floating-promises',
    )
  })
})
