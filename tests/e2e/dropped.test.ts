import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oneColourPng } from '../images/png.ts'
import { call } from './call.ts'
import { goTo } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import { editor, newReport, saved, writeText } from './page-objects/records.ts'
import { lockByShortcut } from './page-objects/vault.ts'
import { copyPrepared, openPrepared } from './prepared-vaults.ts'

/** What the system gives to the window for a drag. */
type Dragged = {
  readonly files?: string[]
  readonly items?: { readonly mimeType: string; readonly data: string }[]
}

/** Drags it to the middle of the view and drops it there, as the system tells the window. */
const drop = async ({ page }: Person, { files = [], items = [] }: Dragged): Promise<void> => {
  const devTools = await page.context().newCDPSession(page)
  const box = await page.locator('main').boundingBox()
  const x = Math.round((box?.x ?? 0) + (box?.width ?? 0) * 0.6)
  const y = Math.round((box?.y ?? 0) + (box?.height ?? 0) * 0.6)
  const data = { items, files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devTools.send('Input.dispatchDragEvent', { type, x, y, data })
  await devTools.detach()
}

describe('what is dropped on the window', () => {
  const home = mkdtempSync(join(tmpdir(), 'dropped-'))
  const vault = join(home, 'Understory')
  let person: Person

  beforeAll(async () => {
    copyPrepared('heron', vault)
    person = await openPrepared('heron', { vault })
  })
  afterAll(async () => {
    await person.desk.close()
    rmSync(home, { recursive: true, force: true })
  })

  const scratch = (): readonly string[] => {
    const folder = join(vault, 'scratch')
    return existsSync(folder) ? readdirSync(folder) : []
  }

  test('on a report is attached under a random name, and leaves the text alone', async () => {
    await newReport(person)
    await writeText(person, { title: 'Dropped', body: 'Words.', fast: true })
    await saved(person)
    const picture = join(home, 'Kim at the bridge.png')
    writeFileSync(picture, oneColourPng(40))
    const letter = join(home, 'letter.txt')
    writeFileSync(letter, 'Dear Kim')
    await drop(person, { files: [picture, letter] })
    type Found = { value: { rows: { id: string; title: string }[] } }
    type Read = { value: { content: { body: string; attachments?: { name: string }[] } } }
    const content = async () => {
      const { value } = (await call(person.page, 'reports.list', {
        ...{ caseId: null, sourceId: null, state: null, cursor: null, limit: 10 },
      })) as Found
      const id = value.rows.find(({ title }) => title === 'Dropped')?.id ?? ''
      return ((await call(person.page, 'reports.get', { id })) as Read).value.content
    }
    const names = async () => (await content()).attachments?.map(({ name }) => name)
    await expect
      .poll(names)
      .toEqual([
        expect.stringMatching(/^[0-9a-f]{12}\.png$/),
        expect.stringMatching(/^[0-9a-f]{12}\.txt$/),
      ])
    expect((await content()).body).toBe('Words.')
    expect(await editor(person).textContent()).toContain('Words.')
  })

  test('as a link, as words or as another file does nothing, and navigates nowhere', async () => {
    await goTo(person, 'sources')
    const before = person.page.url()
    const shown = await person.page.locator('main').textContent()
    const page = join(home, 'page.html')
    writeFileSync(page, '<title>taken</title>')
    const link = 'https://example.org/taken'
    await drop(person, { items: [{ mimeType: 'text/uri-list', data: link }] })
    await drop(person, { items: [{ mimeType: 'text/html', data: `<a href="${link}">x</a>` }] })
    await drop(person, { items: [{ mimeType: 'text/plain', data: link }] })
    await drop(person, { files: [page] })
    await person.page.waitForTimeout(500)
    expect(person.page.url()).toBe(before)
    expect(await person.page.locator('main').textContent()).toBe(shown)
    expect(
      await person.desk.app.evaluate(({ webContents }) => webContents.getAllWebContents().length),
    ).toBe(1)
    expect(scratch()).toEqual([])
  })

  test('as an age file is looked into, from a copy that is gone after the lock', async () => {
    const recipient = await identityToRecipient(await generateX25519Identity())
    const encrypter = new Encrypter()
    encrypter.addRecipient(recipient)
    const path = join(home, 'for-another.age')
    writeFileSync(path, await encrypter.encrypt('words for another reader'))
    await drop(person, { files: [path] })
    await person.page.getByText(person.text('failures.not-for-us.title')).waitFor()
    expect(scratch()).toHaveLength(1)
    await lockByShortcut(person)
    await expect.poll(scratch).toEqual([])
    expect(existsSync(path)).toBe(true)
  })
})
