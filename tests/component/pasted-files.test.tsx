import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { TestDesk } from './desk.ts'
import { called, last, openFiles, press, pressAt } from './hands.ts'
import type { emptyReport } from './records.ts'
import { Refuse } from './shelf.ts'
import { closeWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

/** As a screenshot lies on the clipboard. */
const screenshot = (): File =>
  new File([new Uint8Array([137, 80, 78, 71])], 'Kim at the bridge.png', { type: 'image/png' })

/** What a browser says when a person pastes; true when nobody took it. */
const paste = async (where: Element, files: readonly File[], words?: string): Promise<boolean> => {
  const clipboardData = new DataTransfer()
  for (const file of files) clipboardData.items.add(file)
  if (words !== undefined) clipboardData.setData('text/plain', words)
  const isFree = where.dispatchEvent(
    new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
  )
  await settle()
  return isFree
}
const savedFiles = (test: TestDesk): string[] | undefined =>
  (
    last(test, 'reports.save') as { content: typeof emptyReport } | undefined
  )?.content.attachments?.map(({ name }) => name)

describe('an image that is pasted', () => {
  it('hangs on the report under a random name, whatever it was called', async () => {
    const test = await openFiles()
    expect(await paste(document.body, [screenshot()])).toBe(false)
    expect(last(test, 'attachments.paste')).toMatchObject({ mediaType: 'image/png' })
    expect(Object.keys(last(test, 'attachments.paste') as object).sort()).toEqual([
      'bytes',
      'mediaType',
      'task',
    ])
    await expect.element(page.getByText('Not cleaned')).toBeVisible()
    await expect.poll(() => savedFiles(test)).toEqual(['3f9ab2c07d15.png'])
  })

  it('into the text leaves the text alone, and leads to the files', async () => {
    const test = await openFiles()
    await pressAt('main [role="tab"]:nth-of-type(1)')
    const editor = await untilFound('main .cm-content')
    const before = editor.textContent
    await paste(editor, [screenshot()])
    expect(editor.textContent).toBe(before)
    expect(called(test, 'attachments.paste')).toBe(true)
    await press('Show')
    await expect.element(page.getByText('Not cleaned')).toBeVisible()
  })

  it('beside words is left to whoever takes words', async () => {
    const test = await openFiles()
    await paste(document.body, [screenshot()], 'a cell of a table')
    expect(called(test, 'attachments.paste')).toBe(false)
  })

  it('that is too big or refused says so, and adds nothing', async () => {
    const test = await openFiles({
      answers: {
        'attachments.paste': () => {
          throw new Refuse('storage')
        },
      },
    })
    const large = new File([new Uint8Array(33_554_433)], 'a.png', { type: 'image/png' })
    await paste(document.body, [large])
    await expect.element(page.getByText('This is too big')).toBeVisible()
    expect(called(test, 'attachments.paste')).toBe(false)
    await paste(document.body, [screenshot()])
    await untilFound('[role="alert"]')
    expect(page.getByText('Not cleaned').elements()).toEqual([])
  })

  it('twice in a row, the first still on its way, hangs on the report twice', async () => {
    const waiting: (() => void)[] = []
    const test = await openFiles({
      answers: {
        'attachments.paste': async () => {
          const number = waiting.length + 1
          await new Promise<void>((resolve) => waiting.push(resolve))
          const name = `${String(number)}.png`
          return {
            id: String(number).padStart(32, '0'),
            name,
            mediaType: 'image/png',
            bytes: 4,
            digest: String(number).padStart(64, '0'),
            cleaned: null,
          }
        },
      },
    })
    await paste(document.body, [screenshot()])
    await paste(document.body, [screenshot()])
    await expect.poll(() => waiting.length).toBe(2)
    for (const go of waiting) go()
    await expect.poll(() => savedFiles(test)).toEqual(['1.png', '2.png'])
  })

  it('while a report is only read is nobody’s', async () => {
    const test = await openFiles()
    await pressAt('main [role="listitem"][aria-posinset="1"] button')
    await paste(document.body, [screenshot()])
    expect(called(test, 'attachments.paste')).toBe(false)
  })
})
