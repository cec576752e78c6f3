import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { expectAccessible } from './checks.ts'
import { called, inputsOf, last, openFiles, press, pressAt } from './page-objects.ts'
import { drag, screenshot } from './pasting.ts'
import type { emptyReport } from './records.ts'
import { Refuse } from './saved-records.ts'
import type { TestVault } from './test-vault.ts'
import { closeWindow, goTo, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const savedFiles = (test: TestVault): string[] | undefined =>
  (
    last(test, 'reports.save') as { content: typeof emptyReport } | undefined
  )?.content.attachments?.map(({ name }) => name)

const encrypted = (): File => new File([new Uint8Array([97, 103, 101])], '3f9a.age')
const letter = (): File => new File(['Dear Kim'], 'letter.txt', { type: 'text/plain' })
const zone = (): Element | null => document.querySelector('[data-drop-zone]')
const view = (): Promise<Element> => untilFound('main')

/** Drags over it. @returns the words of the zone that is shown; null for none. */
const over = async (where: Element, files: readonly File[]): Promise<string | null> => {
  // No handler may leave a file to the browser, which would open it.
  expect(drag('dragover', where, files)).toBe(false)
  await settle()
  return zone()?.textContent ?? null
}

/** Drops, and waits for the result. */
const dropped = async (where: Element, files: readonly File[]): Promise<void> => {
  drag('dragover', where, files)
  expect(drag('drop', where, files)).toBe(false)
  await settle()
}

describe('a file that is dropped on a report', () => {
  it('is attached as one that is pasted, and the text stays as it was', async () => {
    const test = await openFiles()
    await pressAt('main [role="tab"]:nth-of-type(1)')
    const editor = await untilFound('main .cm-content')
    const before = editor.textContent
    expect(await over(editor, [screenshot()])).toBe('Drop to add to this report')
    await dropped(editor, [screenshot()])
    expect(zone()).toBe(null)
    expect(editor.textContent).toBe(before)
    expect(Object.keys(last(test, 'attachments.paste') as object).sort()).toEqual([
      'bytes',
      'mediaType',
      'task',
    ])
    await expect.poll(() => savedFiles(test)).toEqual(['3f9ab2c07d15.png'])
    await expect.element(page.getByText('File added')).toBeVisible()
  })

  it('with others says how many, under a zone that axe accepts and that leaves with the pointer', async () => {
    const test = await openFiles()
    const editor = await untilFound('main [role="tabpanel"]')
    const two = [screenshot(), letter()]
    drag('dragover', editor, two)
    await expect.element(page.getByText('Drop to add 2 files to this report')).toBeVisible()
    await shoot('drop-on-report')
    await expectAccessible()
    drag('dragleave', editor, two)
    await expect.poll(zone).toBe(null)
    await dropped(editor, two)
    await expect.poll(() => savedFiles(test)).toHaveLength(2)
  })

  it('and is too big leads to the button, and keeps no other out', async () => {
    const test = await openFiles()
    const large = new File([new Uint8Array(33_554_433)], 'a.png', { type: 'image/png' })
    await dropped(await untilFound('main [role="tabpanel"]'), [large, screenshot()])
    await expect.element(page.getByText('A file is too big to drop or paste')).toBeVisible()
    await expect.element(page.getByText(/Add a larger one under Files/)).toBeVisible()
    expect(inputsOf(test, 'attachments.paste')).toHaveLength(1)
    await expect.poll(() => savedFiles(test)).toHaveLength(1)
  })

  it('is refused where the report is only read, and beside the report', async () => {
    const test = await openFiles()
    expect(await over(await untilFound('nav'), [screenshot()])).toBe(null)
    await dropped(await untilFound('nav'), [screenshot()])
    await pressAt('main [role="listitem"][aria-posinset="1"] button')
    await settle()
    const main = await untilFound('main [role="tabpanel"]')
    expect(await over(main, [screenshot()])).toBe(null)
    await dropped(main, [screenshot()])
    expect(called(test, 'attachments.paste')).toBe(false)
  })
})

describe('an encrypted file that is dropped', () => {
  it('shows its contents before anything is imported, whatever view is open', async () => {
    const test = await openWindow()
    await goTo('sources')
    expect(await over(await view(), [encrypted()])).toBe('Drop to look inside')
    await shoot('drop-to-look')
    await expectAccessible()
    await dropped(await view(), [encrypted()])
    await expect.element(page.getByText('Contents of this file')).toBeVisible()
    expect(zone()).toBe(null)
    expect(Object.keys(last(test, 'imports.drop') as object)).toEqual(['bytes'])
    expect(last(test, 'imports.preview')).toMatchObject({
      file: expect.stringMatching(/^import\.[0-9a-f]{32}$/) as string,
    })
    expect(called(test, 'dialog.openImport')).toBe(false)
    expect(called(test, 'imports.commit')).toBe(false)
    await press('Cancel')
    await expect.poll(() => called(test, 'imports.discard')).toBe(true)
    await expect.element(page.getByText('Start an export')).toBeVisible()
  })

  it('on a report that is written is looked into too, and not attached', async () => {
    const test = await openFiles()
    const panel = await untilFound('main [role="tabpanel"]')
    drag('dragover', panel, [encrypted()])
    await expect.element(page.getByText(/An encrypted \.age file is not added/)).toBeVisible()
    await shoot('drop-on-report-encrypted')
    await dropped(panel, [encrypted()])
    await expect.element(page.getByText('Contents of this file')).toBeVisible()
    expect(called(test, 'attachments.paste')).toBe(false)
  })

  it('in place of one that is being looked into replaces it', async () => {
    let count = 0
    const test = await openWindow({
      answers: {
        'imports.drop': () => ({ file: `import.${String((count += 1)).padStart(32, '0')}` }),
      },
    })
    for (const time of [1, 2]) {
      await dropped(await view(), [encrypted()])
      await expect
        .poll(() => last(test, 'imports.preview'))
        .toMatchObject({ file: `import.${String(time).padStart(32, '0')}` })
      await expect.element(page.getByText('Contents of this file')).toBeVisible()
    }
  })

  it('is not opened over what the user went to meanwhile', async () => {
    let go = (): void => undefined
    const test = await openWindow({
      answers: {
        'imports.drop': async () => {
          await new Promise<void>((resolve) => (go = resolve))
          return { file: `import.${'0'.repeat(32)}` }
        },
      },
    })
    await dropped(await view(), [encrypted()])
    await expect.poll(() => called(test, 'imports.drop')).toBe(true)
    await goTo('sources')
    go()
    await expect.element(page.getByText('The dropped file can be looked into.')).toBeVisible()
    expect(called(test, 'imports.preview')).toBe(false)
    await press('Open')
    await expect.element(page.getByText('Contents of this file')).toBeVisible()
  })

  it('and is too big leads to the button', async () => {
    const test = await openWindow()
    await dropped(await view(), [new File([new Uint8Array(33_554_433)], 'a.age')])
    await expect.element(page.getByText('This file is too big to drop')).toBeVisible()
    await expect.element(page.getByText(/Choose this one under Send & receive/)).toBeVisible()
    expect(called(test, 'imports.drop')).toBe(false)
  })

  it('and is none says so', async () => {
    await openWindow({
      answers: {
        'imports.drop': () => {
          throw new Refuse('malformed')
        },
      },
    })
    await dropped(await view(), [new File(['Dear Kim'], 'README')])
    await expect.element(page.getByText('This is not an encrypted file')).toBeVisible()
    await shoot('drop-not-encrypted')
  })
})

describe('anything else that is dropped', () => {
  it('does nothing: another file, several, one over a dialog, or one before the vault is open', async () => {
    const test = await openWindow()
    const main = await view()
    for (const files of [[letter()], [encrypted(), encrypted()]]) {
      expect(await over(main, files)).toBe(null)
      await dropped(main, files)
    }
    await press('Filter')
    expect(await over(main, [encrypted()])).toBe(null)
    await dropped(main, [encrypted()])
    expect(called(test, 'imports.drop')).toBe(false)
    expect(called(test, 'attachments.paste')).toBe(false)

    const closed = await openWindow({ state: 'locked' })
    expect(await over(await view(), [encrypted()])).toBe(null)
    await dropped(await view(), [encrypted()])
    expect(called(closed, 'imports.drop')).toBe(false)
  })

  it('does nothing in a vault that is open to be read only', async () => {
    const test = await openWindow({ state: 'rescue' })
    expect(await over(await view(), [encrypted()])).toBe(null)
    await dropped(await view(), [encrypted()])
    expect(called(test, 'imports.drop')).toBe(false)
  })
})
