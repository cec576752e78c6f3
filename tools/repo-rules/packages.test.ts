import { describe, expect, it } from 'vitest'
import { shipped, unreviewed } from './packages.ts'

const list = (...rows: string[]): string =>
  [
    '# x',
    '## Part of the app',
    '',
    '| package | licence | why | kept by |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    '## May run code while it is installed',
    '',
    '| package | why |',
    '| --- | --- |',
    '| node | scripts |',
    '',
  ].join('\n')
const row = '| zod | MIT | schemas | somebody |'
const zod = { 'node_modules/zod': { license: 'MIT' } }
const scripts = { node: true, other: false }

describe('the list of reviewed packages', () => {
  it('is content with what it names', () => {
    expect(unreviewed(list(row), { '': {}, ...zod }, scripts)).toEqual([])
  })

  it('misses a package that came, also below another one', () => {
    const more = { ...zod, 'node_modules/zod/node_modules/@a/b': { license: 'MIT' } }
    expect(unreviewed(list(row), more, scripts)).toEqual(['@a/b: not on the list'])
  })

  it('misses a licence that changed, in any of the copies', () => {
    const other = { ...zod, 'node_modules/x/node_modules/zod': { license: 'GPL-3.0' } }
    expect(unreviewed(list(row), other, scripts)).toEqual([
      'zod: its licence is GPL-3.0, the list says MIT',
    ])
  })

  it('misses a reason', () => {
    expect(unreviewed(list('| zod | MIT | | somebody |'), zod, scripts)).toEqual([
      'zod: no reason, or nobody who keeps it',
    ])
  })

  it('has no row of a package that is gone', () => {
    expect(unreviewed(list(row), {}, scripts)).toEqual(['zod: not in the app'])
  })

  it('names every package that may run code while it is installed, and no other', () => {
    expect(unreviewed(list(row), zod, { ...scripts, other: true })).toEqual([
      'other: may run an install script, and is not named',
    ])
    expect(unreviewed(list(row), zod, {})).toEqual([
      'node: is named, and may run no install script',
    ])
  })

  it('misses an install script without an entry, of a tool too', () => {
    const tool = { 'node_modules/a/node_modules/@b/c': { dev: true, hasInstallScript: true } }
    expect(unreviewed(list(row), { ...zod, ...tool }, scripts)).toEqual([
      '@b/c: has an install script of which package.json says nothing',
    ])
    expect(unreviewed(list(row), { ...zod, ...tool }, { ...scripts, '@b/c': false })).toEqual([])
  })

  it('is about what is shipped, not about tools', () => {
    expect([...shipped({ 'node_modules/vite': { dev: true } }).keys()]).toEqual([])
  })
})
