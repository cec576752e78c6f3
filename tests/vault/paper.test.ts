import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paperHandlers } from '../../src/main/vault/publishing/save-paper.ts'
import type { PrintPort } from '../../src/main/vault/session/printer.ts'
import type { RecordId } from '../../src/shared/ids.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { Paper } from '../../src/shared/paper.ts'
import { chunk, oneColourPng, withChunks } from '../images/png.ts'
import { isBarePng } from '../../src/shared/bare-png.ts'
import type { In } from '../../src/shared/contract.ts'
import { session, tokenFor } from '../exchange/test-vault.ts'
import { vaultAndFolder, failureOf, reportContent } from './harness.ts'
import { print } from './publication-vault.ts'

const paper: Paper = {
  language: 'zh',
  blocks: [
    { as: 'title', name: '', words: '<b>夜</b>', language: 'zh', depth: 0, mark: '' },
    { as: 'fact', name: 'Place', words: '"Tumen" & more', language: '', depth: 0, mark: '' },
    { as: 'code', name: 'hash', words: 'ab'.repeat(32), language: '', depth: 2, mark: '1.' },
  ],
}

describe('a sheet saved as PDF', () => {
  let at: Awaited<ReturnType<typeof vaultAndFolder>>
  let out: string
  let id: RecordId
  beforeAll(async () => {
    at = await vaultAndFolder()
    ;({ out } = at)
    const report = await at.desk.handlers['reports.save']({
      id: null,
      rev: 0,
      content: reportContent('Two lorries.'),
    })
    id = report.id as string as RecordId
  })
  afterAll(() => at.end())

  const saveWith = (port: PrintPort, subject: string = id) => {
    const { 'paper.save': save } = paperHandlers(() => session(at.desk), port)
    const folder = tokenFor(at.desk, out)
    return save({ id: subject as RecordId, paper, folder, confirmed: true })
  }
  const savedLines = async () => {
    const { lines } = await at.desk.handlers['journal.list']({
      subject: id,
      before: null,
      limit: 50,
    })
    return lines.filter(({ kind }) => kind === 'attachment.saved').length
  }

  it('is private, dated by the day, under a random name, and journaled', async () => {
    const { fileName } = await saveWith(print)
    expect(readdirSync(out)).toEqual([fileName])
    expect(fileName).toMatch(/^[0-9a-f]{32}\.pdf$/)
    const stat = statSync(join(out, fileName))
    expect(stat.mode & 0o777).toBe(0o600)
    expect(stat.mtime.toISOString()).toMatch(/T00:00:00\.000Z$/)
    // The printer put a title and an author in.
    const bytes = readFileSync(join(out, fileName)).toString('latin1')
    expect(bytes.startsWith('%PDF-')).toBe(true)
    expect(bytes).not.toMatch(/\/(?:Info|ID|Title|Author|Producer|CreationDate|ModDate)\b/)
    expect(await savedLines()).toBe(1)
  })

  it('is made of words that are no markup, and of nothing that loads or runs', async () => {
    let page = ''
    await saveWith((html) => {
      page = html
      return print(html)
    })
    expect(page).toContain('<h1 class="title d0" dir="auto" lang="zh">&lt;b&gt;夜&lt;/b&gt;</h1>')
    expect(page).toContain('&quot;Tumen&quot; &amp; more')
    expect(page).toContain("default-src 'none'")
    expect(page).toContain('<html lang="zh-Hans">')
    expect(page).not.toMatch(/<script|src=|<b>/)
  })

  it('leaves no file and no line where it cannot be made, or is about nothing here', async () => {
    const [before, lines] = [readdirSync(out), await savedLines()]
    expect(await failureOf(() => saveWith(print, 'ab'.repeat(16)))).toBe('not-found')
    const broken: PrintPort = () => Promise.reject(new Failure('internal'))
    expect(await failureOf(() => saveWith(broken))).toBe('internal')
    expect(readdirSync(out)).toEqual(before)
    expect(await savedLines()).toBe(lines)
  })
})

/** A real Uint8Array, as a window sends it. */
const png = new Uint8Array(
  withChunks(oneColourPng(8), [chunk('tEXt', 'Author\0Kim')], 'after its end'),
)

describe('a picture saved as a file', () => {
  let at: Awaited<ReturnType<typeof vaultAndFolder>>
  let out: string
  beforeAll(async () => {
    at = await vaultAndFolder()
    ;({ out } = at)
  })
  afterAll(() => at.end())

  const pictureIn = (content: In<'picture.save'>['content']) =>
    at.desk.handlers['picture.save']({
      content,
      folder: tokenFor(at.desk, out),
      confirmed: true,
    })
  const savedLines = async (): Promise<number> => {
    const { lines } = await at.desk.handlers['journal.list']({
      subject: null,
      before: null,
      limit: 50,
    })
    return lines.filter(({ kind }) => kind === 'vault.picture').length
  }
  const svg: In<'picture.save'>['content'] = {
    format: 'svg',
    picture: { width: 10, height: 10, background: '#ffffffff', cuts: [], shapes: [] },
  }

  it('is private, dated by the day, under a random name, and journaled', async () => {
    const { fileName } = await pictureIn(svg)
    expect(fileName).toMatch(/^[0-9a-f]{32}\.svg$/)
    const stat = statSync(join(out, fileName))
    expect(stat.mode & 0o777).toBe(0o600)
    expect(stat.mtime.toISOString()).toMatch(/T00:00:00\.000Z$/)
    expect(readFileSync(join(out, fileName), 'utf8')).toMatch(/^<svg xmlns=/)
    expect(await savedLines()).toBe(1)
  })

  it('as a PNG keeps its pixels and nothing else', async () => {
    const { fileName } = await pictureIn({ format: 'png', bytes: png })
    const bytes = readFileSync(join(out, fileName))
    expect(isBarePng(bytes)).toBe(true)
    expect(bytes.includes('Kim') || bytes.includes('after')).toBe(false)
    expect(await savedLines()).toBe(2)
  })

  it.each([
    ['no PNG', new Uint8Array(100)],
    ['a PNG that was cut off', png.subarray(0, 40)],
  ])('is not written, nor journaled, where the bytes are %s', async (_what, bytes) => {
    const before = readdirSync(out)
    expect(await failureOf(() => pictureIn({ format: 'png', bytes }))).toBe('broken-image')
    expect(readdirSync(out)).toEqual(before)
    expect(await savedLines()).toBe(2)
  })
})
