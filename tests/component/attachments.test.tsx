import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVaultOptions } from './answers.ts'
import { expectNothingCut, expectReachable } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { called, last, openFiles, press, pressAt } from './page-objects.ts'
import { expectFineInThemes } from './in-themes.ts'
import type { emptyReport } from './records.ts'
import { Refuse } from './saved-records.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, longWords } from './window.tsx'

const addFile = (): Promise<void> => pressAt('main [role="tabpanel"] button')

const savedFiles = (test: TestVault): string[] | undefined =>
  (
    last(test, 'reports.save') as { content: typeof emptyReport } | undefined
  )?.content.attachments?.map(({ name }) => name)

afterEach(closeWindow)

describe('the files of a report', () => {
  it('are added by choosing one, and are listed with kind and size, as not cleaned', async () => {
    const test = await openFiles()
    await expect.element(page.getByText('No files')).toBeVisible()
    await press('Add a file')
    await expect.element(page.getByText('Image')).toBeVisible()
    await expect.element(page.getByText('2.4 MB')).toBeVisible()
    await expect.element(page.getByText('Not cleaned')).toBeVisible()
    await expect.poll(() => savedFiles(test)).toEqual(['market.jpg'])
    await expect.element(page.getByRole('tab', { name: 'Files 1' })).toBeVisible()
  })

  it('can be given another name', async () => {
    const test = await openFiles()
    await press('Add a file')
    await userEvent.fill(page.getByRole('textbox', { name: 'File name' }), 'photo 1.jpg')
    await expect.poll(() => savedFiles(test)).toEqual(['photo 1.jpg'])
  })

  it('are taken off at once, and put back where they were', async () => {
    const test = await openFiles()
    await press('Add a file')
    await expect.poll(() => savedFiles(test)).toEqual(['market.jpg'])
    await press('Remove market.jpg')
    await expect.poll(() => savedFiles(test)).toBeUndefined()
    await press('Undo')
    await expect.poll(() => savedFiles(test)).toEqual(['market.jpg'])
  })

  it('have names that are looked over like any other text', async () => {
    await openFiles()
    await press('Add a file')
    await userEvent.fill(
      page.getByRole('textbox', { name: 'File name' }),
      'call me at +82 10-1234-5678.jpg',
    )
    await page
      .getByRole('button', { name: /finding/i })
      .first()
      .click()
    await expect.element(page.getByText('in a file’s name').first()).toBeVisible()
  })

  it('show how far the encryption has come, and stop when they are told to', async () => {
    let give: (error: Error) => void = () => undefined
    const test = await openFiles({
      answers: {
        'attachments.add': () => new Promise((_, reject) => (give = reject)),
        'tasks.cancel': () => {
          give(new Refuse('cancelled'))
          return {}
        },
      },
    })
    await press('Add a file')
    await expect.element(page.getByText('Encrypting the file')).toBeVisible()
    await press('Cancel')
    await expect.element(page.getByText('No files')).toBeVisible()
    expect(called(test, 'tasks.cancel')).toBe(true)
    expect(document.querySelector('[role="alert"]')).toBeNull()
  })

  it('say what is wrong with a file that is too big', async () => {
    await openFiles({
      answers: {
        'attachments.add': () => {
          throw new Refuse('too-big')
        },
      },
    })
    await press('Add a file')
    await expect.element(page.getByText('This is too big')).toBeVisible()
  })

  it('leave decrypted only after a warning, and to a folder that was chosen', async () => {
    const test = await openFiles()
    await press('Add a file')
    await press('Save a decrypted copy of market.jpg')
    await expect.element(page.getByText('Save a copy that is not encrypted?')).toBeVisible()
    await press('Cancel')
    expect(called(test, 'dialog.saveAttachment')).toBe(false)
    await press('Save a decrypted copy of market.jpg')
    await press('Choose a folder')
    await expect.poll(() => last(test, 'attachments.save')).toMatchObject({ confirmed: true })
    await expect.element(page.getByText(/Saved as/)).toBeVisible()
  })
})

const screens: Readonly<
  Record<string, { options?: TestVaultOptions; steps?: () => Promise<void> }>
> = {
  'files-none': {},
  files: { steps: addFile },
}

describe.each(Object.entries(screens))('%s', (name, { options, steps }) => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme`, async () => {
      await openFiles({ ...options, language })
      await steps?.()
      await expectFineInThemes(name, language)
      expectReachable()
    })
  }

  it('has room for words that are 40 per cent longer', async () => {
    await openFiles({ ...options, words: longWords })
    await steps?.()
    expectNothingCut()
  })
})
