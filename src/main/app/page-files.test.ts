import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { assertAsBuilt, pageFiles } from './page-files.ts'
import type { PageFolder } from './page-files.ts'

const contents = { 'index.html': '<h1>desk</h1>', 'assets/view.js': 'show()' }
let root: string
let page: PageFolder

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'page-'))
  page = { origin: 'app://desk/', folder: join(root, 'page'), manifest: join(root, 'page.json') }
  mkdirSync(join(page.folder, 'assets'), { recursive: true })
  const files = Object.entries(contents).map(([name, text]) => {
    writeFileSync(join(page.folder, name), text)
    const sha256 = createHash('sha256').update(text).digest('hex')
    return [name, { sha256, type: 'text/plain', bytes: text.length }] as const
  })
  writeFileSync(page.manifest, JSON.stringify({ version: 1, files: Object.fromEntries(files) }))
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

test('a page has its files at their exact addresses, its index at the address of the page', () => {
  const files = pageFiles(page)
  expect([...files.keys()]).toEqual(['app://desk/', 'app://desk/assets/view.js'])
  expect(files.get('app://desk/')?.read()?.toString()).toBe(contents['index.html'])
})

test('a page with a file that differs from the built one is not opened', () => {
  writeFileSync(join(page.folder, 'assets/view.js'), 'send()')
  expect(() => assertAsBuilt(pageFiles(page))).toThrow('the page differs from what was built')
})

test('a file that is changed or removed after the start is not served', () => {
  const view = pageFiles(page).get('app://desk/assets/view.js')
  writeFileSync(join(page.folder, 'assets/view.js'), 'send()')
  expect(view?.read()).toBeNull()
  rmSync(join(page.folder, 'assets/view.js'))
  expect(view?.read()).toBeNull()
})
