import { randomBytes } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inFull } from '../in-full.ts'
import { hiddenTags, tagsOf } from '../images/exiftool.ts'
import { storedPicture, tagged, tellingJpeg } from '../images/pictures.ts'
import { cropped, jpegOf, quarters, readPicture, storedAs } from '../images/pixels.ts'
import { oneColourPng, pngOf } from '../images/png.ts'
import { call } from './call.ts'
import { expectConfinedDecoder } from './decoder-page.ts'
import { answerDialogs, press } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import { filesOf, readers, attachFiles } from './page-objects/pdf-pages.ts'
import * as records from './page-objects/records.ts'
import { lockByShortcut, unlock } from './page-objects/vault.ts'
import type { Picture } from './page-objects/picture.ts'
import { beginning } from './page-objects/words.ts'
import { openPrepared } from './prepared-vaults.ts'
import { searchMemory } from './process-memory.ts'

/** The files that a process has open. */
const openFiles = (pid: number): string[] => {
  const at = `/proc/${String(pid)}/fd`
  return readdirSync(at).flatMap((fd) => {
    try {
      return [readlinkSync(join(at, fd))]
    } catch {
      return []
    }
  })
}

let person: Person
beforeAll(async () => {
  person = await openPrepared('heron')
})
afterAll(() => person.desk.close())

describe('a photograph that says where it was taken', () => {
  const home = mkdtempSync(join(tmpdir(), 'cleaning-'))
  const out = join(home, 'out')
  const comment = 'seen from the bridge'
  /** Process of the vault, and the one that decoded the photograph. */
  let vault = 0
  let decoder = 0

  /** Processes that hold no content: main, and those that draw and load pages for it. */
  const others = (): number[] =>
    person.desk
      .pids()
      .flatMap(({ pid, type }) => (type !== 'renderer' && pid !== vault ? [pid] : []))
  const holders = (name: string, bytes: Buffer): number[] =>
    others().filter((pid) => searchMemory(pid, [{ name, bytes }]).length > 0)
  const isLoading = (): Promise<boolean> =>
    person.desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some((each) => each.webContents.isLoading()),
    )
  const open = (name: string): Promise<void> =>
    person.page.getByRole('tab', { name: beginning(person.text(name)) }).click()

  beforeAll(async () => {
    mkdirSync(out)
    writeFileSync(join(home, 'IMG_0421.jpg'), tellingJpeg(1600, 1200).bytes)
    await records.newReport(person)
    await records.writeText(person, { title: 'The bridge', body: 'A photograph came with it.' })
    await records.saved(person)
    vault = await person.desk.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Understory vault')?.pid ?? 0,
    )
  })
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  test('is marked as not cleaned, and not shown', async () => {
    await open('attachments.tab')
    await answerDialogs(person, join(home, 'IMG_0421.jpg'))
    await press(person, 'attachments.add')
    await person.page.getByText(person.text('attachments.notCleaned'), { exact: true }).waitFor()
    expect(await person.page.locator('canvas').count()).toBe(0)
  })

  test('is decoded by a page with no bridge, no file, no request and no navigation', async () => {
    const { page, text, desk } = person
    // The vault process waits with the file while its page is inspected.
    await desk.app.evaluate(({ app }, pid) => {
      app.once('web-contents-created', () => process.kill(pid, 'SIGSTOP'))
    }, vault)
    try {
      await page
        .getByRole('button', { name: text('attachments.cleanNamed', { name: 'IMG_0421.jpg' }) })
        .click()
      await expect.poll(() => readers(person)).toEqual(['app://image/'])
      await expect.poll(() => isLoading()).toBe(false)
      decoder = await expectConfinedDecoder(desk.app, 'app://image/')
      expect(openFiles(decoder).filter((path) => path.startsWith(home))).toEqual([])
      expect(openFiles(decoder).filter((path) => path.includes('blobs'))).toEqual([])
      expect(await readers(person)).toEqual(['app://image/'])
    } finally {
      process.kill(vault, 'SIGCONT')
    }
  })

  test('is cleaned by one press: the copy is listed beside it, with a preview', async () => {
    const { page, text } = person
    await page.getByText(text('attachments.cleaned'), { exact: true }).waitFor()
    await page.getByText(text('attachments.original'), { exact: true }).waitFor()
    const canvas = page.locator('canvas')
    await canvas.waitFor()
    const size = await canvas.evaluate((element) => {
      const { width, height } = element as unknown as { width: number; height: number }
      return { width, height }
    })
    // Turned upright, and drawn.
    expect(size).toEqual({ width: 240, height: 320 })
    await records.saved(person)
  })

  test('was read by a process that has ended, and stood in no process but that, the vault and the window', async () => {
    await expect.poll(() => readers(person)).toEqual([])
    expect(decoder).toBeGreaterThan(0)
    await expect.poll(() => person.desk.pids().map(({ pid }) => pid)).not.toContain(decoder)
    expect(others().length).toBeGreaterThan(2)
    expect(holders('the original', Buffer.from(comment))).toEqual([])
    // The address that the page makes of it is not searched for: a debugger, by which this test
    // drives the app, is told every address, through the main process.
  })

  test('is viewed at full resolution, and burned-in boxes stay black', async () => {
    const { page, text } = person
    await page
      .getByRole('button', { name: text('attachments.redactNamed', { name: 'IMG_0421.jpg' }) })
      .click()
    const dialog = page.getByRole('dialog')
    const canvas = dialog.locator('canvas')
    await canvas.waitFor()
    /** Size of the picture, and the red value of its middle pixel. */
    const seen = (): Promise<number[]> =>
      canvas.evaluate((element) => {
        const { width, height } = element as unknown as Picture
        const context = (element as unknown as Picture).getContext('2d')
        return [width, height, context.getImageData(width / 2, height / 2, 1, 1).data[0] ?? -1]
      })
    const [width, height, red = 0] = await seen()
    expect([width, height]).toEqual([1200, 1600])
    expect(red).toBeGreaterThan(0)
    await press(person, 'viewer.add')
    // Its label counts the boxes.
    await dialog.getByRole('complementary').getByRole('button').last().click()
    await dialog.getByText(text('attachments.redacted'), { exact: true }).waitFor()
    await expect.poll(seen).toEqual([1200, 1600, 0])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(text('attachments.redacted'), { exact: true }).waitFor()
    await records.saved(person)
  })

  test('is saved as a copy in which exiftool finds no hidden tag', async () => {
    await answerDialogs(person, out)
    await person.page
      .getByRole('button', {
        name: person.text('attachments.saveCleaned', { name: 'IMG_0421.jpg' }),
      })
      .click()
    await press(person, 'attachments.saveConfirm')
    await expect
      .poll(() => readdirSync(out).filter((name) => name.endsWith('.jpg')))
      .toHaveLength(1)
    const [name = ''] = readdirSync(out)
    expect(name).toMatch(/^[0-9a-f]{32}\.jpg$/)
    const [tags = {}] = tagsOf([join(out, name)])
    expect(hiddenTags(tags)).toEqual([])
    expect(tags).toMatchObject({ 'File:ImageWidth': 1200, 'File:ImageHeight': 1600 })
    expect(readFileSync(join(out, name)).toString('latin1')).not.toContain(comment)
    const middle = { left: 592, top: 792, width: 16, height: 16 }
    const hidden = cropped(readPicture(readFileSync(join(out, name))), middle)
    expect(hidden.rgb.every((value) => value === 0)).toBe(true)
    // No other process held the copy: 48 of its bytes are not there, as they are not.
    const copy = readFileSync(join(out, name))
    const half = Math.floor(copy.length / 2)
    expect(holders('the copy', copy.subarray(half, half + 48))).toEqual([])
  })

  test('is still there after a lock, with a new preview', async () => {
    await lockByShortcut(person)
    await unlock(person)
    await records.listed(person).getByRole('button').first().click()
    await open('attachments.tab')
    await person.page.locator('canvas').waitFor()
  })

  test('gets a pasted screenshot beside it, under a random name', async () => {
    const { desk, page } = person
    const picture = `data:image/png;base64,${pngOf(quarters()).toString('base64')}`
    await desk.app.evaluate(({ clipboard, nativeImage }, data) => {
      // The types of Electron 45 have another clipboard than the version that runs here.
      const system = clipboard as unknown as { writeImage: (image: unknown) => void }
      system.writeImage(nativeImage.createFromDataURL(data))
    }, picture)
    await page.keyboard.press('Control+V')
    const names = (): Promise<string[]> =>
      page
        .getByRole('textbox', { name: person.text('attachments.name') })
        .evaluateAll((fields) =>
          fields.map((field) => (field as unknown as { readonly value: string }).value),
        )
    await expect.poll(names).toHaveLength(2)
    expect((await names())[1]).toMatch(/^[0-9a-f]{12}\.png$/)
    await records.saved(person)
  })
})

describe('pictures of every format, in the runtime that the app has', () => {
  let report = ''

  beforeAll(async () => {
    await records.newReport(person)
    await records.writeText(person, { title: 'Pictures', body: 'They came with it.' })
    await records.saved(person)
    const { value } = (await call(person.page, 'reports.list', {
      caseId: null,
      sourceId: null,
      state: null,
      cursor: null,
      limit: 10,
    })) as { value: { rows: { id: string; title: string }[] } }
    report = value.rows.find(({ title }) => title === 'Pictures')?.id ?? ''
    expect(report).not.toBe('')
  })

  /** Cleans an attached file and shows the copy: its size, and the middle of each quarter. */
  const seen = async (reportWithFiles: string, name: string): Promise<readonly number[]> => {
    const id = (await filesOf(person, reportWithFiles)).get(name) ?? ''
    const cleaned = (await call(person.page, 'attachments.clean', {
      task: randomBytes(8).toString('hex'),
      reportId: reportWithFiles,
      attachment: id,
    })) as { ok: boolean; code?: string; value: { digest: string } }
    if (!cleaned.ok) throw new Error(`${name}: ${cleaned.code ?? ''}`)
    type Stored = { rev: number; content: { attachments: { id: string; cleaned: unknown }[] } }
    const { value: stored } = (await call(person.page, 'reports.get', { id: reportWithFiles })) as {
      value: Stored
    }
    const attachments = stored.content.attachments.map((file) =>
      file.id === id ? { ...file, cleaned: cleaned.value } : file,
    )
    const content = { ...stored.content, attachments }
    await call(person.page, 'reports.save', { id: reportWithFiles, rev: stored.rev, content })
    return person.page.evaluate(
      async (input) => {
        type Shown = { width: number; height: number; pixels: Uint8Array }
        const { api } = globalThis as unknown as {
          api: Record<string, (input: object) => Promise<{ value: { view: { shown: Shown } } }>>
        }
        const reply = await api['attachments.view']?.(input)
        if (reply === undefined) return []
        const { width, height, pixels } = reply.value.view.shown
        const middles = [0.25, 0.75].flatMap((y) =>
          [0.25, 0.75].flatMap((x) => {
            const at = (Math.floor(height * y) * width + Math.floor(width * x)) * 4
            return [...pixels.subarray(at, at + 3)]
          }),
        )
        return [width, height, ...middles]
      },
      { reportId: reportWithFiles, digest: cleaned.value.digest },
    )
  }

  test('are upright, in the colours that are displayed', async () => {
    const held = (format: 'jpg' | 'png', orientation: number): Buffer => {
      const pixels = storedAs(quarters(), orientation)
      const bytes = format === 'jpg' ? jpegOf(pixels, 100) : pngOf(pixels)
      return tagged(bytes, format, [`-Orientation#=${String(orientation)}`, '-XResolution=144'])
    }
    const files: Record<string, Buffer> = { '6.png': held('png', 6), '3.png': held('png', 3) }
    // Tests in Node cover the turning and mirroring of all eight.
    for (const way of inFull ? [1, 2, 3, 4, 5, 6, 7, 8] : [1, 7])
      files[`${String(way)}.jpg`] = held('jpg', way)
    for (const name of [
      ...['wide-colours.jpg', 'progressive.jpg', 'sixteen-bits.png', 'palette.png'],
      ...['still.webp', 'lossy.webp', 'three.gif', 'three.webp'],
    ])
      files[name] = storedPicture(name)
    const reportWithFiles = await attachFiles(person, report, files)
    const expected = [96, 64, 220, 30, 30, 30, 200, 40, 40, 60, 220, 240, 240, 60]
    for (const name of Object.keys(files)) {
      const found = await seen(reportWithFiles, name)
      const distance = Math.max(...expected.map((value, at) => Math.abs(value - (found[at] ?? 0))))
      expect([name, found.length, distance < 8 ? 'same' : found]).toEqual([name, 14, 'same'])
    }
    expect(await readers(person)).toEqual([])
  })

  test('end in a code where they are cut short, too large or of another format', async () => {
    const photograph = jpegOf(quarters(600, 400))
    const reportWithFiles = await attachFiles(person, report, {
      'cut.jpg': photograph.subarray(0, photograph.length / 2),
      'cut.webp': storedPicture('still.webp').subarray(0, 50),
      'bomb.png': oneColourPng(30_000),
      'scan.tiff': storedPicture('scan.tiff'),
    })
    const codes: string[] = []
    for (const name of ['cut.jpg', 'cut.webp', 'bomb.png', 'scan.tiff'])
      codes.push(
        await seen(reportWithFiles, name).then(
          () => 'cleaned',
          (cause: Error) => cause.message,
        ),
      )
    expect(codes).toEqual([
      'cut.jpg: broken-image',
      'cut.webp: broken-image',
      'bomb.png: too-big',
      'scan.tiff: not-cleanable',
    ])
    await expect.poll(() => readers(person)).toEqual([])
  })
})
