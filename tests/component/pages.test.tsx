import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { letter } from './attachment-answers.ts'
import { expectNothingCut, expectReachable } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { called, inputsOf, last, openFiles, press, pressAt } from './page-objects.ts'
import { expectFineInThemes } from './in-themes.ts'
import type { emptyReport } from './records.ts'
import { Refuse } from './saved-records.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, longWords, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const stage = '[role="dialog"] [role="group"]:has(canvas)'
/** With a document in it. */
const withLetter = async ({
  answers,
  ...options
}: Parameters<typeof openFiles>[0] = {}): Promise<TestVault> => {
  const test = await openFiles({
    ...options,
    answers: { 'attachments.add': () => letter, ...answers },
  })
  await pressAt('main [role="tabpanel"] button')
  await untilFound('main [role="tabpanel"] li')
  return test
}
const lookAt = 'main [role="tabpanel"] li > div:last-child > button:first-child'
const look = async (options: Parameters<typeof openFiles>[0] = {}): Promise<TestVault> => {
  const test = await withLetter(options)
  await pressAt(lookAt)
  await untilFound(stage)
  return test
}
const asked = (test: TestVault): number | undefined =>
  (last(test, 'attachments.page') as { page: number } | undefined)?.page
const files = (test: TestVault): string[] =>
  (
    (last(test, 'reports.save') as { content: typeof emptyReport } | undefined)?.content
      .attachments ?? []
  ).map(({ name }) => name)

describe('pages of a PDF that is looked at', () => {
  it('say that they are drawn from the original, with page number and page count', async () => {
    const test = await look()
    const dialog = page.getByRole('dialog', { name: 'Pages of letter.pdf' })
    await expect.element(dialog.getByText('Drawn from the original, not cleaned')).toBeVisible()
    await expect.element(dialog.getByText('Page 1 of 3', { exact: true })).toBeVisible()
    expect(asked(test)).toBe(1)
    const canvas = document.querySelector<HTMLCanvasElement>('[role="dialog"] canvas')
    expect([canvas?.width, canvas?.height]).toEqual([160, 120])
  })

  it('are turned by buttons and keys, and not past either end', async () => {
    const test = await look()
    await press('Next page')
    await expect.element(page.getByText('Page 2 of 3', { exact: true })).toBeVisible()
    ;((await untilFound(stage)) as HTMLElement).focus()
    await userEvent.keyboard('{PageDown}')
    await expect.poll(() => asked(test)).toBe(3)
    await expect.element(page.getByText('Page 3 of 3', { exact: true })).toBeVisible()
    const count = inputsOf(test, 'attachments.page').length
    await userEvent.keyboard('{PageDown}')
    await settle()
    expect(inputsOf(test, 'attachments.page').length).toBe(count)
    await userEvent.keyboard('{Home}')
    await expect.poll(() => asked(test)).toBe(1)
    await userEvent.keyboard('{End}')
    await expect.poll(() => asked(test)).toBe(3)
  })

  it('take keys at once, without a click on the picture first', async () => {
    const test = await look()
    await userEvent.keyboard('{PageDown}')
    await expect.poll(() => asked(test)).toBe(2)
  })

  it('release their pixels when Escape closes them, and end the process that holds the document', async () => {
    const test = await look()
    const canvas = document.querySelector<HTMLCanvasElement>('[role="dialog"] canvas')
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull()
    expect([canvas?.width, canvas?.height]).toEqual([0, 0])
    await expect.poll(() => inputsOf(test, 'attachments.closePages').length).toBe(1)
  })

  it('say why there are none, and leave the way to the others open', async () => {
    await look({
      answers: {
        'attachments.page': ({ page }: { page: number }) => {
          if (page === 2) throw new Refuse('broken-pdf')
          return { pages: 3, view: { width: 1, height: 1, shown: dot } }
        },
      },
    })
    await press('Next page')
    await expect.element(page.getByText('This PDF cannot be shown')).toBeVisible()
    await press('Next page')
    await untilFound(stage)
    await expect.element(page.getByText('Page 3 of 3', { exact: true })).toBeVisible()
  })

  it.each([
    ['encrypted-pdf', 'This PDF needs a password'],
    ['pdf-process', 'The page could not be drawn'],
    ['too-big', 'This is too big'],
  ] as const)('that end in %s say so', async (code, words) => {
    await withLetter({
      answers: {
        'attachments.page': () => {
          throw new Refuse(code)
        },
      },
    })
    await pressAt(lookAt)
    await expect.element(page.getByText(words)).toBeVisible()
  })
})

/** One pixel. */
const dot = { width: 1, height: 1, pixels: new Uint8Array([0, 0, 0, 255]) }

describe('pages of a PDF that are kept', () => {
  it('become files of the report under the number of their page', async () => {
    const test = await look()
    await press('Attach page as picture')
    await expect.poll(() => files(test)).toEqual(['letter.pdf', 'Page 1.png'])
    expect(last(test, 'attachments.keepPage')).toMatchObject({ page: 1, attachment: letter.id })
    await expect.element(page.getByText('The page is now a picture in this report')).toBeVisible()
  })

  it('are all kept by one press, in their order', async () => {
    const test = await look()
    await press('Attach all 3 pages')
    await expect
      .poll(() => files(test))
      .toEqual(['letter.pdf', 'Page 1.png', 'Page 2.png', 'Page 3.png'])
  })

  it('are kept no further once the viewer is left', async () => {
    let release: (() => void) | null = null
    const test = await look({
      answers: {
        'attachments.keepPage': () =>
          new Promise((done) => {
            release = () => done(letter)
          }),
      },
    })
    await press('Attach all 3 pages')
    await expect.poll(() => release).not.toBeNull()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => called(test, 'tasks.cancel')).toBe(true)
    ;(release as (() => void) | null)?.()
    await settle()
    expect(inputsOf(test, 'attachments.keepPage')).toHaveLength(1)
  })

  it('are not offered where the report has no room', async () => {
    await look({
      answers: {
        'attachments.page': () => ({ pages: 60, view: { width: 1, height: 1, shown: dot } }),
      },
    })
    await expect.element(page.getByRole('button', { name: 'Attach all 60 pages' })).toBeDisabled()
    await expect.element(page.getByText(/The report has room for 49 more files/)).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Attach page as picture' })).toBeEnabled()
  })
})

describe('the viewer of pages', () => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in any theme, in ${language}`, async () => {
      await look({ language })
      expectReachable()
      await expectFineInThemes('pages', language)
    })
  }

  it('has room for words that are 40 per cent longer', async () => {
    await look({ words: longWords })
    await settle()
    expectNothingCut()
    await shoot('pages-long')
  })
})
