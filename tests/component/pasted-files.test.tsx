import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { TestVault } from './test-vault.ts'
import { called, last, openFiles, press, pressAt } from './page-objects.ts'
import { paste, screenshot } from './pasting.ts'
import type { emptyReport } from './records.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

/** Pastes, and waits for the result. */
const pasted = async (...what: Parameters<typeof paste>): Promise<boolean> => {
  const isFree = paste(...what)
  await settle()
  return isFree
}
const savedFiles = (test: TestVault): string[] | undefined =>
  (
    last(test, 'reports.save') as { content: typeof emptyReport } | undefined
  )?.content.attachments?.map(({ name }) => name)

describe('an image that is pasted', () => {
  it('is attached to the report under a random name, whatever its own name', async () => {
    const test = await openFiles()
    expect(await pasted(document.body, [screenshot()])).toBe(false)
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
    await pasted(editor, [screenshot()])
    expect(editor.textContent).toBe(before)
    expect(called(test, 'attachments.paste')).toBe(true)
    await press('Show')
    await expect.element(page.getByText('Not cleaned')).toBeVisible()
  })

  it('with text is left to the text’s own handler', async () => {
    const test = await openFiles()
    await pasted(document.body, [screenshot()], 'a cell of a table')
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
    await pasted(document.body, [large])
    await expect.element(page.getByText('A file is too big to drop or paste')).toBeVisible()
    expect(called(test, 'attachments.paste')).toBe(false)
    await pasted(document.body, [screenshot()])
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
    await pasted(document.body, [screenshot()])
    await pasted(document.body, [screenshot()])
    await expect.poll(() => waiting.length).toBe(2)
    for (const go of waiting) go()
    await expect.poll(() => savedFiles(test)).toEqual(['1.png', '2.png'])
  })

  it('is ignored while a report is only read', async () => {
    const test = await openFiles()
    await pressAt('main [role="listitem"][aria-posinset="1"] button')
    await pasted(document.body, [screenshot()])
    expect(called(test, 'attachments.paste')).toBe(false)
  })
})
