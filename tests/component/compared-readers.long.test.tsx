import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVaultOptions } from './answers.ts'
import { expectAccessible, expectNothingCut, expectReachable } from './checks.ts'
import { cannedWords } from './contact-answers.ts'
import type { TestVault } from './test-vault.ts'
import { called, inputsOf, press } from './page-objects.ts'
import { egret, plover, reviewerPassphrase } from './reviewer-answers.ts'
import {
  closeWindow,
  goToSettings,
  longWords,
  openWindow,
  settle,
  shoot,
  untilFound,
} from './window.tsx'

afterEach(closeWindow)

type Options = TestVaultOptions & { readonly words?: Readonly<Record<string, string>> }
const languages = [
  ['en', 'light'],
  ['en', 'dark'],
  ['ko', 'dark'],
  ['zh', 'light'],
] as const

const dialog = () => page.getByRole('dialog')
const settingsWith = async (options: Options = {}): Promise<TestVault> => {
  const test = await openWindow(options)
  await goToSettings('readers')
  await settle()
  return test
}
/** Whatever the language: by place, not by word. */
const readers = (): HTMLButtonElement[] => [
  ...document.querySelectorAll<HTMLButtonElement>('#readers button'),
]
const openCompare = async (): Promise<void> => {
  document.querySelector<HTMLButtonElement>('#readers li button')?.click()
  await untilFound('[role="dialog"] form input')
  await settle()
}
const addCrane = async (): Promise<void> => {
  readers().at(-1)?.click()
  await untilFound('[role="dialog"] form input')
  const fields = document.querySelectorAll<HTMLInputElement>('[role="dialog"] input')
  await userEvent.fill(fields[0]!, 'Crane')
  await userEvent.fill(fields[1]!, reviewerPassphrase)
  await userEvent.fill(fields[2]!, reviewerPassphrase)
  document.querySelector<HTMLButtonElement>('[role="dialog"] button[type="submit"]')?.click()
  await untilFound('[role="dialog"] [role="tabpanel"] ol')
  await settle()
}
const secretField = (): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>('[role="dialog"] input[type="password"]')
  if (found === null) throw new Error('no passphrase')
  return found
}
/** Types the slip's words at the two hidden places. */
const typeSlip = async (slip: readonly string[] = cannedWords.en): Promise<void> => {
  const shown = [...document.querySelectorAll('[role="dialog"] [role="tabpanel"] li')]
  const hidden = shown.flatMap((word, at) => (word.textContent.includes('· · ·') ? [at] : []))
  expect(hidden).toHaveLength(2)
  for (const at of hidden) {
    await userEvent.fill(dialog().getByLabelText(`Word ${at + 1}`, { exact: true }), slip[at] ?? '')
  }
}

describe('the words of a new second reader', () => {
  it('are shown once, to be written on paper, and stay until the user confirms that they are', async () => {
    await settingsWith()
    await addCrane()
    await expect.element(page.getByText('Twelve words for Crane')).toBeVisible()
    await expect.element(page.getByText(/takes the slip along/)).toBeVisible()
    for (const word of cannedWords.en) expect(dialog().element().textContent).toContain(word)
    await expect.element(dialog().getByRole('button', { name: 'Close' })).toBeDisabled()
    // A second Enter, Escape, and a press outside lose nothing.
    await userEvent.keyboard('{Enter}')
    await userEvent.keyboard('{Escape}')
    document.querySelector<HTMLElement>('[class*="overlay"]')?.click()
    await settle()
    await expect.element(dialog()).toBeVisible()
    await expectAccessible()
    expectReachable()
    await dialog().getByText('Crane has all twelve on paper').click()
    await dialog().getByRole('button', { name: 'Close' }).click()
    await expect.element(dialog()).not.toBeInTheDocument()
    await expect.element(page.getByText('Not compared yet')).toBeVisible()
    await expect.element(page.getByText('Four eyes are on')).toBeVisible()
    await expect
      .element(page.getByText(/No second reader has compared the words yet/))
      .toBeVisible()
    expect(document.documentElement.outerHTML).not.toContain(reviewerPassphrase)
    for (const word of cannedWords.en.filter((one) => one.length > 6)) {
      expect(document.body.textContent).not.toContain(word)
    }
  })

  it.each(languages)('can be read in %s, %s', async (language, theme) => {
    await settingsWith({ language, theme })
    await addCrane()
    await expectAccessible()
    expectNothingCut()
    await shoot(`reader-slip-${language}-${theme}`)
  })

  it('have room for longer words', async () => {
    await settingsWith({ words: longWords })
    await addCrane()
    expectNothingCut()
    await shoot('reader-slip-long')
  })
})

describe('a second reader compares', () => {
  it('their slip, and types two words that are not shown and their own passphrase', async () => {
    const test = await settingsWith({ reviewers: [plover] })
    await press('Compare words of Plover')
    await press('All twelve are the same')
    expect(called(test, 'reviewers.verify')).toBe(false)
    await expect.element(page.getByText('Type the word on the slip.').first()).toBeVisible()
    await typeSlip()
    await userEvent.fill(secretField(), reviewerPassphrase)
    expect(document.documentElement.outerHTML).not.toContain(reviewerPassphrase)
    await press('All twelve are the same')
    const [asked] = inputsOf(test, 'reviewers.verify') as [{ heard: { at: number }[] }]
    expect(asked).toMatchObject({
      reviewer: plover.key,
      language: 'en',
      passphrase: reviewerPassphrase,
    })
    expect(new Set(asked.heard.map(({ at }) => at)).size).toBe(2)
    await expect.element(dialog()).not.toBeInTheDocument()
    await expect.element(page.getByText('Not compared yet')).not.toBeInTheDocument()
    await expect.element(page.getByText(/^Compared on/)).toBeVisible()
    expect(document.documentElement.outerHTML).not.toContain(reviewerPassphrase)
  })

  it('and learns what a wrong word means', async () => {
    await settingsWith({ reviewers: [plover] })
    await openCompare()
    await typeSlip(cannedWords.en.map(() => 'other'))
    await userEvent.fill(secretField(), reviewerPassphrase)
    await press('All twelve are the same')
    await expect.element(page.getByText('At least one word is different')).toBeVisible()
    await expect.element(page.getByText(/not the key that Plover made/)).toBeVisible()
    await expectAccessible()
    await shoot('reader-verify-wrong')
  })

  it('and is told at the field when the passphrase does not open their key', async () => {
    await settingsWith({ reviewers: [plover] })
    await openCompare()
    await typeSlip()
    await press('All twelve are the same')
    await expect.element(dialog().getByText('Type your passphrase.')).toBeVisible()
    await userEvent.fill(secretField(), 'not the right one')
    await press('All twelve are the same')
    await expect
      .element(page.getByText('This passphrase does not open their key. Nothing was written.'))
      .toBeVisible()
    await expectAccessible()
  })

  it('once more, when they like', async () => {
    const test = await settingsWith({ reviewers: [egret] })
    await press('Compare words of Egret')
    await typeSlip()
    await userEvent.fill(secretField(), reviewerPassphrase)
    await press('All twelve are the same')
    expect(inputsOf(test, 'reviewers.verify')).toMatchObject([{ reviewer: egret.key }])
  })

  it('not in a vault that is open for reading only', async () => {
    await settingsWith({ reviewers: [plover], state: 'rescue' })
    await expect
      .element(page.getByRole('button', { name: 'Compare words of Plover' }))
      .toBeDisabled()
  })

  it.each(languages)('in a dialog that can be read in %s, %s', async (language, theme) => {
    await settingsWith({ reviewers: [plover], language, theme })
    await openCompare()
    await expectAccessible()
    expectNothingCut()
    expectReachable()
    await shoot(`reader-verify-${language}-${theme}`)
  })

  it('in a dialog with room for longer words', async () => {
    await settingsWith({ reviewers: [plover], words: longWords })
    await openCompare()
    expectNothingCut()
    await shoot('reader-verify-long')
  })
})
