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
import { hiddenTags, tagsOf } from '../images/exiftool.ts'
import { tellingJpeg } from '../images/pictures.ts'
import { answerDialogs, personAt, press } from './hands/person.ts'
import type { Person } from './hands/person.ts'
import * as records from './hands/records.ts'
import { lockByShortcut, setUpVault, unlock } from './hands/vault.ts'
import { beginning } from './hands/words.ts'
import { launch } from './launch.ts'
import { searchMemory, textNeedles } from './process-memory.ts'

/** What a process was given, as the system knows it. */
interface Given {
  readonly environment: string
  readonly folder: string
  readonly files: readonly string[]
  readonly libraries: string
}

const given = (pid: number): Given => {
  const at = `/proc/${String(pid)}`
  return {
    environment: readFileSync(join(at, 'environ'), 'utf8'),
    folder: readlinkSync(join(at, 'cwd')),
    files: readdirSync(join(at, 'fd')).flatMap((fd) => {
      try {
        return [readlinkSync(join(at, 'fd', fd))]
      } catch {
        return []
      }
    }),
    libraries: readFileSync(join(at, 'maps'), 'utf8'),
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
    person = personAt(await launch({ vault: join(home, 'Understory') }))
    await setUpVault(person)
    await records.newReport(person)
    await records.writeText(person, { title: 'The bridge', body: 'A photograph came with it.' })
    await records.saved(person)
    const before = new Set(utilities())
    watching = setInterval(() => {
      for (const pid of utilities().filter((one) => !before.has(one))) {
        try {
          const now = given(pid)
          if (now.libraries.includes('libvips')) seen.set(pid, now)
        } catch {
          // Gone by now.
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

  test('is cleaned by one press: the copy stands beside it, with a picture', async () => {
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

  test('was read by a process that has nothing of ours and is gone', async () => {
    clearInterval(watching)
    expect(seen.size).toBeGreaterThan(0)
    for (const { environment, folder, files } of seen.values()) {
      // Chromium writes its own command line over this place.
      expect(environment).not.toMatch(/\b(?:HOME|PATH|USER|DISPLAY|LANG)=/)
      expect(folder).toBe('/')
      expect(files.filter((path) => path.includes('Understory'))).toEqual([])
    }
    await expect.poll(() => [...seen.keys()].filter((pid) => utilities().includes(pid))).toEqual([])
    const main = person.desk.app.process().pid ?? 0
    expect(searchMemory(main, textNeedles('comment', comment))).toEqual([])
  })

  test('leaves as a copy in which exiftool finds nothing', async () => {
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
  })

  test('is still there after a lock, with its picture made anew', async () => {
    await lockByShortcut(person)
    await unlock(person)
    await records.listed(person).getByRole('button').first().click()
    await open('attachments.tab')
    await person.page.locator('canvas').waitFor()
  })
})
