import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextTask, tokenFor } from '../exchange/test-vault.ts'
import type { Attachment } from '../../src/shared/attachments.ts'
import { exportVault } from './export-vault.ts'
import type { ExportVault } from './export-vault.ts'
import { failureOf } from './harness.ts'

let at: ExportVault
beforeEach(async () => {
  at = await exportVault()
})
afterEach(() => at.close())

const attach = async (name: string, content: string): Promise<Attachment> => {
  const path = join(at.out, '..', name)
  writeFileSync(path, content)
  return at.desk.handlers['attachments.add']({ task: nextTask(), file: tokenFor(at.desk, path) })
}

describe('a file that was not cleaned', () => {
  it('blocks an export until each such file has a reason of its own', async () => {
    const [one, two] = [await attach('a.jpg', 'one'), await attach('b.jpg', 'two')]
    const id = await at.write({ attachments: [one, two] })
    expect(await at.lines()).toEqual([
      'not-cleaned blocks report a.jpg',
      'not-cleaned blocks report b.jpg',
    ])
    const items = [one, two].map(({ digest }) => `not-cleaned:${id}:${digest}`)
    expect(await at.withheld(() => at.send())).toEqual(items)
    const overrides = [{ item: items[0] ?? '', reason: 'Cleaned with another tool' }]
    expect(await at.withheld(() => at.send({ overrides }))).toEqual(items.slice(1))
    expect(readdirSync(at.out)).toEqual([])
    await at.send({ overrides: await at.allWith('Cleaned with another tool') })
    expect(readdirSync(at.out)).toHaveLength(1)
  })

  it('stops it also when only an older revision names it, and for the report that holds it', async () => {
    const one = await attach('a.jpg', 'one')
    const id = await at.write({ attachments: [one] })
    await at.write({ title: 'Without' })
    const { rev, content } = await at.desk.handlers['reports.get']({ id })
    const { attachments: _, ...without } = content
    const saved = await at.desk.handlers['reports.save']({ id, rev, content: without })
    await at.desk.handlers['reports.file']({ id, rev: saved.rev })
    expect(await at.withheld(() => at.send())).toEqual([`not-cleaned:${id}:${one.digest}`])
    await at.send({ keepBack: true })
    expect(await at.desk.handlers['exports.list']({})).toMatchObject([{ reports: 1 }])
  })

  it('does not stop one whose cleaned copy is there', async () => {
    const [one, clean] = [await attach('a.jpg', 'one'), await attach('a-clean.jpg', 'on')]
    const { cleaned: _, ...copy } = clean
    await at.write({ attachments: [{ ...one, cleaned: copy }] })
    expect(await at.lines()).toEqual([])
  })

  it('does not stop one that was cleaned only after it was filed', async () => {
    const [one, clean] = [await attach('a.jpg', 'one'), await attach('a-clean.jpg', 'on')]
    const { cleaned: _, ...copy } = clean
    const id = await at.write({ attachments: [one] })
    expect(await at.lines()).toHaveLength(1)
    await at.refile(id, { attachments: [{ ...one, cleaned: copy }] })
    expect(await at.lines()).toEqual([])
  })
})

describe('a redacted picture', () => {
  it('blocks an export until a reason is given, because the exported original still shows what was covered', async () => {
    const [one, clean] = [await attach('a.jpg', 'one'), await attach('a-clean.jpg', 'on')]
    const { cleaned: _, ...copy } = clean
    const id = await at.write({
      attachments: [{ ...one, cleaned: { ...copy, redacted: true as const } }],
    })
    expect(await at.lines()).toEqual(['shows-redacted blocks report a.jpg'])
    const item = `shows-redacted:${id}:${one.digest}`
    expect(await at.withheld(() => at.send())).toEqual([item])
    await at.send({ overrides: [{ item, reason: 'The desk needs the whole picture' }] })
    expect(readdirSync(at.out)).toHaveLength(1)
  })

  it('also blocks an export if an older revision names a copy that shows what was covered', async () => {
    const [one, clean] = [await attach('a.jpg', 'one'), await attach('a-clean.jpg', 'on')]
    const { cleaned: _, ...copy } = clean
    const covered = await attach('a-covered.jpg', 'of')
    const { cleaned: _none, ...black } = covered
    const id = await at.write({ attachments: [{ ...one, cleaned: copy }] })
    await at.refile(id, {
      attachments: [{ ...one, cleaned: { ...black, redacted: true as const } }],
    })
    expect(await at.lines()).toEqual(['shows-redacted blocks report a.jpg'])
  })
})

describe('the name of a file', () => {
  it('is looked over before it leaves, like any other text', async () => {
    const one = await attach('call 010-2345-6789.jpg', 'one')
    const id = await at.write({ attachments: [one] })
    const lines = await at.lines()
    expect(lines).toContain('lint phone blocks report 010-2345-6789')
    expect(lines).toContain('not-cleaned blocks report call 010-2345-6789.jpg')
    const overrides = [{ item: `not-cleaned:${id}:${one.digest}`, reason: 'It is a drawing' }]
    expect(await failureOf(() => at.send({ overrides }))).toBe('withheld')
  })
})
