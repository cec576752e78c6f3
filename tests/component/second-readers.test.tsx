import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVaultOptions } from './answers.ts'
import { expectAccessible, expectNothingCut } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { inputsOf, press } from './page-objects.ts'
import { egret, plover, reviewerPassphrase } from './reviewer-answers.ts'
import { viewLanguages } from './view-languages.ts'
import {
  closeWindow,
  goTo,
  goToSettings,
  longWords,
  openWindow,
  settle,
  shoot,
  untilFound,
} from './window.tsx'

afterEach(closeWindow)

const dialog = () => page.getByRole('dialog')
const settingsWith = async (
  options: TestVaultOptions = {},
  section: 'readers' | 'pools' = 'readers',
): Promise<TestVault> => {
  const test = await openWindow(options)
  await goToSettings(section)
  await settle()
  return test
}

describe('limits for phrases', () => {
  it('are saved, with a plain warning below the usual ones', async () => {
    const test = await settingsWith({}, 'pools')
    expect(document.body.textContent).not.toContain('Lower than the usual 5 and 20')
    await userEvent.fill(page.getByLabelText('Block below'), '3')
    await expect.element(page.getByText('Lower than the usual 5 and 20')).toBeVisible()
    await expectAccessible()
    await shoot('settings-pools')
    await page.getByRole('region', { name: 'How narrow a phrase may be' }).getByText('Save').click()
    await settle()
    expect(inputsOf(test, 'settings.set')).toMatchObject([
      { poolBlockUnder: 3, poolWarnUnder: 20, fourEyes: true },
    ])
    await goTo('sources')
    ;((await untilFound('main [role="listitem"] button')) as HTMLElement).click()
    ;((await untilFound('main [role="tab"]:nth-of-type(2)')) as HTMLElement).click()
    await settle()
    expect(document.body.textContent).toContain('fits fewer than 3 people blocks a publication')
  })

  it('are not saved out of bounds or out of order', async () => {
    const test = await settingsWith({}, 'pools')
    for (const [label, value] of [
      ['Block below', '1'],
      ['Block below', '21'],
      ['Warn below', '1001'],
    ] as const) {
      await userEvent.fill(page.getByLabelText(label), value)
      await settle(50)
      expect(document.querySelectorAll('[aria-invalid="true"]').length).toBeGreaterThan(0)
    }
    expect(inputsOf(test, 'settings.set')).toEqual([])
  })
})

describe('second readers', () => {
  it('are added in person, each with a passphrase that is kept nowhere', async () => {
    const test = await settingsWith()
    await shoot('settings-readers-none')
    await press('Add a person…')
    await expectAccessible()
    await press('Add')
    await expect.element(page.getByText('Enter a name.')).toBeVisible()
    await userEvent.fill(dialog().getByLabelText('Name', { exact: true }), 'Egret')
    await userEvent.fill(
      dialog().getByLabelText('Passphrase of the second reader'),
      reviewerPassphrase,
    )
    await userEvent.fill(dialog().getByLabelText('Repeat the passphrase'), reviewerPassphrase)
    await shoot('settings-reader-add')
    await press('Add')
    expect(inputsOf(test, 'reviewers.add')).toEqual([
      { name: 'Egret', passphrase: reviewerPassphrase },
    ])
    // compared-readers.test.tsx tests the next steps.
    await expect.element(page.getByText('Twelve words for Egret')).toBeVisible()
    expect(document.documentElement.outerHTML).not.toContain(reviewerPassphrase)
  })

  it('change their passphrase with the present one', async () => {
    await settingsWith({ reviewers: [egret] })
    await press('Change passphrase of Egret')
    await userEvent.fill(dialog().getByLabelText('Passphrase of Egret'), 'not the right one')
    await userEvent.fill(
      dialog().getByLabelText('Passphrase of the second reader'),
      'six other words of hers here',
    )
    await userEvent.fill(
      dialog().getByLabelText('Repeat the passphrase'),
      'six other words of hers here',
    )
    await press('Change it')
    await expect
      .element(page.getByText('This passphrase does not open their key. Nothing was written.'))
      .toBeVisible()
    await expectAccessible()
  })

  it('are removed only after it is said what follows', async () => {
    const test = await settingsWith({ reviewers: [egret] })
    await press('Remove Egret')
    await expect.element(page.getByText(/This is the last second reader/)).toBeVisible()
    await expectAccessible()
    await shoot('settings-reader-remove')
    await press('Remove')
    expect(inputsOf(test, 'reviewers.remove')).toEqual([{ reviewer: egret.key }])
    await expect.element(page.getByText('Four eyes: waiting for a second reader')).toBeVisible()
  })

  it('are no longer asked for once four eyes are turned off', async () => {
    const test = await settingsWith({ reviewers: [egret] })
    await shoot('settings-readers')
    await press('Turn off')
    expect(inputsOf(test, 'settings.set')).toMatchObject([{ fourEyes: false }])
    await expect.element(page.getByText('Four eyes are off')).toBeVisible()
    await expect.element(page.getByText(/^One person alone can now publish/)).toBeVisible()
    await press('Undo')
    await expect.element(page.getByText('Four eyes are on')).toBeVisible()
  })

  it.each(viewLanguages)('are on a page that can be read in %s', async (language) => {
    await settingsWith({
      reviewers: [egret, plover],
      language,
      theme: language === 'ko' ? 'dark' : 'light',
    })
    await expectAccessible()
    expectNothingCut()
    document.getElementById('readers')?.scrollIntoView()
    await shoot(`settings-readers-${language}`)
  })

  it('have room for longer words', async () => {
    await settingsWith({ reviewers: [egret, plover], words: longWords } as TestVaultOptions)
    expectNothingCut()
  })
})
