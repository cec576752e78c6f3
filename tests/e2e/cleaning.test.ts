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
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hiddenTags, tagsOf } from '../images/exiftool.ts'
import { quarters, tellingJpeg } from '../images/pictures.ts'
import { canary } from './canaries.ts'
import { answerDialogs, press } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import * as records from './page-objects/records.ts'
import { lockByShortcut, unlock } from './page-objects/vault.ts'
import type { Picture } from './page-objects/picture.ts'
import { beginning } from './page-objects/words.ts'
import { openPrepared } from './prepared-vaults.ts'
import { searchMemory, textNeedles } from './process-memory.ts'
import type { Find } from './process-memory.ts'

/** What a process was given, as read from /proc. */
type Given = {
  /** Variables of the app's own environment that its memory contains. */
  readonly planted: readonly Find[]
  readonly folder: string
  readonly files: readonly string[]
}

const planted = canary.latin()

const given = (pid: number): Given => {
  const at = `/proc/${String(pid)}`
  return {
    planted: searchMemory(pid, textNeedles('a variable', planted)),
    folder: readlinkSync(join(at, 'cwd')),
    files: readdirSync(join(at, 'fd')).flatMap((fd) => {
      try {
        return [readlinkSync(join(at, 'fd', fd))]
      } catch {
        return []
      }
    }),
  }
}

describe('a photograph that says where it was taken', () => {
  const home = mkdtempSync(join(tmpdir(), 'cleaning-'))
  const out = join(home, 'out')
  const comment = 'seen from the bridge'
  let person: Person
  const seen = new Map<number, Given>()
  let watching: NodeJS.Timeout

  const utilities = (): number[] =>
    person.desk.pids().flatMap(({ pid, type }) => (type === 'utility' ? [pid] : []))
  const open = (name: string): Promise<void> =>
    person.page.getByRole('tab', { name: beginning(person.text(name)) }).click()

  beforeAll(async () => {
    mkdirSync(out)
    writeFileSync(join(home, 'IMG_0421.jpg'), (await tellingJpeg(1600, 1200)).bytes)
    person = await openPrepared('heron', { env: { UNDERSTORY_PLANTED: planted } })
    await records.newReport(person)
    await records.writeText(person, { title: 'The bridge', body: 'A photograph came with it.' })
    await records.saved(person)
    const before = new Set(utilities())
    watching = setInterval(() => {
      for (const pid of utilities().filter((one) => !before.has(one))) {
        try {
          if (seen.has(pid) || !readFileSync(`/proc/${String(pid)}/maps`).includes('libvips'))
            continue
          // Stopped while it is inspected.
          process.kill(pid, 'SIGSTOP')
          seen.set(pid, given(pid))
          process.kill(pid, 'SIGCONT')
        } catch {
          // Already ended.
        }
      }
    }, 5)
  })
  afterAll(async () => {
    clearInterval(watching)
    await person.desk.close()
    rmSync(home, { recursive: true, force: true })
  })

  test('is marked as not cleaned, and not shown', async () => {
    await open('attachments.tab')
    await answerDialogs(person, join(home, 'IMG_0421.jpg'))
    await press(person, 'attachments.add')
    await person.page.getByText(person.text('attachments.notCleaned'), { exact: true }).waitFor()
    expect(await person.page.locator('canvas').count()).toBe(0)
  })

  test('is cleaned by one press: the copy is listed beside it, with a preview', async () => {
    const { page, text } = person
    await page
      .getByRole('button', { name: text('attachments.cleanNamed', { name: 'IMG_0421.jpg' }) })
      .click()
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

  test('was read by a process that had no variable, folder or file of the app, and has ended', async () => {
    clearInterval(watching)
    expect(seen.size).toBeGreaterThan(0)
    for (const { planted, folder, files } of seen.values()) {
      expect(planted).toEqual([])
      expect(folder).toBe('/')
      expect(files.filter((path) => path.includes('Understory'))).toEqual([])
    }
    await expect.poll(() => [...seen.keys()].filter((pid) => utilities().includes(pid))).toEqual([])
    const main = person.desk.app.process().pid ?? 0
    expect(searchMemory(main, textNeedles('comment', comment))).toEqual([])
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
    await expect.poll(seen, { timeout: 20_000 }).toEqual([1200, 1600, 0])
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
    const hidden = await sharp(join(out, name)).extract(middle).raw().toBuffer()
    expect(hidden.every((value) => value === 0)).toBe(true)
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
    const picture = `data:image/png;base64,${(await quarters().png().toBuffer()).toString('base64')}`
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
