import type FileSystem from 'node:fs'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { VaultApi } from '../../src/shared/contract.ts'
import type { SentReply } from '../../src/shared/reply.ts'
import { inFull } from '../in-full.ts'
import { expectClosed } from './closed-lists.ts'
import { answerDialogs, goTo, press } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import * as records from './page-objects/records.ts'
import { openPrepared } from './prepared-vaults.ts'

/** Makes a publication over the bridge, overrides every open issue, and writes it. */
const publish = async (person: Person, folder: string): Promise<string[]> => {
  await answerDialogs(person, folder)
  return person.page.evaluate(async () => {
    const { api } = window as unknown as { api: VaultApi }
    const of = async <T>(asked: Promise<SentReply<T>>): Promise<T> => {
      const reply = await asked
      if (!reply.ok) throw new Error(reply.code)
      return 'text' in reply ? (JSON.parse(reply.text) as T) : reply.value
    }
    const list = await of(api['publications.list']({}))
    let publication = list[0]
    if (publication === undefined) {
      const { id: caseId } = await of(
        api['cases.save']({
          id: null,
          rev: 0,
          content: { title: 'Returns', question: '', status: 'open' },
        }),
      )
      publication = await of(
        api['publications.save']({
          id: null,
          rev: 0,
          content: {
            caseId,
            language: 'ko',
            title: '강제 송환',
            // None of the app's fonts has the last letters: a system font draws them.
            summary: '다리에서 넘겨졌다. 遣返 & <returns> ⠿ ᚠ سلام',
            method: 'Compared.',
            claims: [],
            reports: [],
            overrides: [],
          },
        }),
      )
      const { items } = await of(
        api['publications.review']({ id: publication.id, rev: publication.rev }),
      )
      publication = await of(
        api['publications.save']({
          id: publication.id,
          rev: publication.rev,
          content: {
            ...publication.content,
            overrides: items.map(({ item }) => ({ item, reason: 'Read twice', day: '2024-01-01' })),
          },
        }),
      )
    }
    const { basedOn } = await of(
      api['publications.review']({ id: publication.id, rev: publication.rev }),
    )
    const { file } = await of(api['dialog.saveExport']({}))
    if (file === null) throw new Error('no folder')
    const { files } = await of(
      api['publications.write']({
        id: publication.id,
        basedOn,
        formats: ['pdf', 'html'],
        folder: file,
      }),
    )
    return files.map(({ name }) => name)
  })
}

/** Expects that a PDF names no author, program, day or font, in plain or compressed form. */
const saysNothing = async (path: string): Promise<void> => {
  const bytes = readFileSync(path)
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const texts = [bytes.toString('latin1')]
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream)) continue
    const packed = String(object.dict.get(PDFName.of('Filter'))) === '/FlateDecode'
    texts.push(
      Buffer.from(packed ? inflateSync(object.contents) : object.contents).toString('latin1'),
    )
  }
  // Names inside fonts have two bytes for each letter.
  const all = [...texts, ...texts.map((text) => text.replaceAll('\0', ''))].join('\n')
  expect(all).not.toMatch(/\/(?:Info|Metadata|Author|Producer|Creator|CreationDate|ModDate)\b/)
  // Allows only the IDs that the app gives to header cells of tables, and no ID of the file.
  expect(all.match(/\/ID\b(?! \(h\d{8}\)).{0,20}/s)).toBeNull()
  expect(all).not.toMatch(/node\d/)
  expect(all).not.toMatch(/Skia|Chrom|Electron|Understory|pdf-lib|Heron|D:20\d\d/i)
  const fonts = [...all.matchAll(/\/(?:BaseFont|FontName)\s*\/([^\s/<>]+)/g)].map(
    ([, name]) => name,
  )
  expect(fonts.filter((name) => !/^[A-Z]{6}\+F$/.test(name ?? ''))).toEqual([])
  expect(all).not.toMatch(/Noto|DejaVu|Serif|Batang|Myungjo|SimSun|PingFang|Copyright|Version \d/i)
}

describe('a public record', () => {
  const home = mkdtempSync(join(tmpdir(), 'public-'))
  const out = join(home, 'out')
  let person: Person

  beforeAll(async () => {
    mkdirSync(out)
    person = await openPrepared('heron')
  })
  afterAll(async () => {
    await person.desk.close()
    rmSync(home, { recursive: true, force: true })
  })

  test('is printed by a sandboxed window that runs no script and is closed afterwards', async () => {
    await person.desk.app.evaluate(({ app, BrowserWindow }) => {
      const seen = globalThis as unknown as { printing?: Promise<object> }
      seen.printing = new Promise((resolve) => {
        app.once('browser-window-created', (_, window) => {
          const { webContents } = window
          const [seenWindow] = BrowserWindow.getAllWindows().filter((each) => each !== window)
          const ran = { here: 'nothing', inWindow: 'nothing' }
          const ask = (of: Electron.WebContents | undefined, where: keyof typeof ran): void =>
            void of?.executeJavaScript('"a script ran"').then(
              (said: string) => (ran[where] = said),
              () => {},
            )
          webContents.once('did-finish-load', () => {
            const fs = process.mainModule?.require('node:fs') as typeof FileSystem
            const pid = webContents.getOSProcessId()
            ask(webContents, 'here')
            ask(seenWindow?.webContents, 'inWindow')
            const found = {
              ran,
              url: webContents.getURL(),
              title: window.getTitle(),
              status: fs.readFileSync(`/proc/${String(pid)}/status`, 'utf8'),
              peers: webContents.getWebRTCIPHandlingPolicy(),
              preferences: (
                webContents as unknown as { getLastWebPreferences: () => object }
              ).getLastWebPreferences(),
            }
            // By then the page was printed, and a page that runs scripts has answered.
            window.once('closed', () => resolve(found))
          })
        })
      })
    })
    expect(await publish(person, out)).toContain('public-record/record.pdf')
    const found = await person.desk.app.evaluate(
      () => (globalThis as unknown as { printing: Promise<object> }).printing,
    )
    expect(found).toMatchObject({
      ...{
        ran: { here: 'nothing', inWindow: 'a script ran' },
        url: 'app://print/',
        title: '',
        status: expect.stringMatching(/^Seccomp:\s+2$/m),
      },
      peers: 'disable_non_proxied_udp',
    })
    expectClosed((found as { preferences: object }).preferences, false)
    expect(
      await person.desk.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((each) => each.webContents.getURL()),
      ),
    ).toEqual(['app://understory/'])
  })

  const printed = (folder: string): Buffer => readFileSync(join(folder, 'record.pdf'))
  const first = (): Buffer => printed(join(out, 'public-record'))

  // Below, it is the same after other work too.
  test.runIf(inFull)('is printed the same twice', async () => {
    expect(await publish(person, out)).toContain('public-record-2/record.pdf')
    expect(printed(join(out, 'public-record-2')).equals(first())).toBe(true)
  })

  test('keeps its tags for a screen reader', () => {
    const text = first().toString('latin1')
    expect(text.slice(0, 5)).toBe('%PDF-')
    for (const tag of ['/StructTreeRoot', '/Marked true', '/Lang (ko)', '/S /Document', '/S /H1'])
      expect(text).toContain(tag)
    for (const tag of ['/S /H2', '/S /P', '/S /Table', '/S /TH', '/Scope /Column'])
      expect(text).toContain(tag)
  })

  test('does not reveal its author, time or tools in its PDF', async () => {
    await saysNothing(join(out, 'public-record', 'record.pdf'))
  })

  test('a sheet that is saved as PDF does not reveal its author, time or tools', async () => {
    await records.newReport(person)
    await records.writeText(person, { title: '밤', body: 'Two lorries. 두 대의 트럭. 遣返 ᚠ سلام' })
    await records.saved(person)
    await answerDialogs(person, out)
    await press(person, 'reports.more')
    await person.page.getByRole('menuitem', { name: person.text('reports.print') }).click()
    await press(person, 'paper.save')
    await press(person, 'attachments.saveConfirm')
    const pdf = (): string | undefined => readdirSync(out).find((name) => name.endsWith('.pdf'))
    await expect.poll(pdf).toMatch(/^[0-9a-f]{32}\.pdf$/)
    await saysNothing(join(out, pdf() ?? ''))
    expect(statSync(join(out, pdf() ?? '')).mtime.toISOString()).toMatch(/T00:00:00\.000Z$/)
  })

  test('is printed the same after the app was used and has printed something else', async () => {
    for (const view of ['cases', 'sources', 'claims', 'settings', 'reports'] as const)
      await goTo(person, view)
    const next = inFull ? 'public-record-3' : 'public-record-2'
    expect(await publish(person, out)).toContain(`${next}/record.pdf`)
    expect(printed(join(out, next)).equals(first())).toBe(true)
  })

  test('is printed the same by another run of the app, from another vault', async () => {
    const elsewhere = join(home, 'elsewhere')
    mkdirSync(elsewhere)
    const other = await openPrepared('crane')
    try {
      expect(await publish(other, elsewhere)).toContain('public-record/record.pdf')
      expect(printed(join(elsewhere, 'public-record')).equals(first())).toBe(true)
    } finally {
      await other.desk.close()
    }
  })
})
