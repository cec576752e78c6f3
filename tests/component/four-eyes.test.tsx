import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVaultOptions } from './answers.ts'
import { expectAccessible, expectNothingCut } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { allowUnverified, keysByHand, inputsOf, press } from './page-objects.ts'
import { fileToken, recordId, stateDigest } from './records.ts'
import { cosignedWrite, egret, plover, reviewerPassphrase } from './reviewer-answers.ts'
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
import { isLong } from './view-languages.ts'

afterEach(closeWindow)

const toWrite = async (
  options: TestVaultOptions & { readonly words?: Readonly<Record<string, string>> } = {},
): Promise<TestVault> => {
  const test = await openWindow({
    ...options,
    answers: {
      'publications.review': () => ({ basedOn: stateDigest, items: [], ready: true }),
      'publications.write': cosignedWrite,
      'dialog.saveExport': () => ({ file: fileToken('exportFolder', 99), folder: 'USB' }),
      ...options.answers,
    },
  })
  await goTo('publications')
  ;((await untilFound('main [role="listitem"] button')) as HTMLElement).click()
  await settle()
  document.querySelectorAll<HTMLElement>('main [role="tab"]')[3]?.click()
  await settle(400)
  return test
}

describe('a publication with four eyes', () => {
  it('is written once the second reader has signed', async () => {
    const test = await toWrite({ reviewers: [egret] })
    await shoot('cosign-publication')
    await expectAccessible()
    await press('Save files…')
    expect(inputsOf(test, 'publications.write')).toEqual([])
    await userEvent.fill(page.getByLabelText('Passphrase of Egret'), 'not the right one')
    await press('Save files…')
    await expect
      .element(page.getByText('This passphrase does not open their key. Nothing was written.'))
      .toBeVisible()
    await expectAccessible()
    await shoot('cosign-wrong')
    await userEvent.fill(page.getByLabelText('Passphrase of Egret'), reviewerPassphrase)
    await press('Save files…')
    expect(inputsOf(test, 'publications.write').at(-1)).toMatchObject({
      cosign: { reviewer: egret.key, passphrase: reviewerPassphrase },
    })
    await expect.element(page.getByText(/^Saved in the folder “USB”/).first()).toBeVisible()
    const field = page.getByLabelText('Passphrase of Egret').element() as HTMLInputElement
    expect(field.value).toBe('')
  })

  it('asks for no signature where there is no reader', async () => {
    const test = await toWrite({ answers: { 'publications.write': () => ({ files: [] }) } })
    await press('Save files…')
    expect(inputsOf(test, 'publications.write')).toMatchObject([{ cosign: null }])
  })

  it('is signed by those alone whose words were compared', async () => {
    await toWrite({ reviewers: [plover, egret, { ...egret, key: 'ab'.repeat(32), name: 'Crane' }] })
    await expect.element(page.getByLabelText('Passphrase of Egret')).toBeVisible()
    await page.getByRole('button', { name: /Signer/ }).click()
    await expect.element(page.getByRole('option', { name: 'Crane' })).toBeVisible()
    const offered = page.getByRole('option').elements()
    expect(offered.map(({ textContent }) => textContent.slice(0, 5))).toEqual(['Egret', 'Crane'])
  })

  it('waits while no reader is verified, says so, and leads to the comparison', async () => {
    const test = await toWrite({ reviewers: [plover] })
    await expect.element(page.getByText('No second reader can sign yet')).toBeVisible()
    expect(page.getByLabelText(/^Passphrase of/).elements()).toEqual([])
    await expect.element(page.getByRole('button', { name: 'Save files…' })).toBeDisabled()
    await expectAccessible()
    await shoot('cosign-nobody')
    await press('Go to settings')
    await expect.element(page.getByRole('heading', { name: 'Second readers' })).toBeInViewport()
    expect(inputsOf(test, 'publications.write')).toEqual([])
  })

  it.each(isLong ? (['ko', 'zh'] as const) : (['ko'] as const))(
    'says in %s that no reader is verified',
    async (language) => {
      await toWrite({ reviewers: [plover], language, theme: language === 'ko' ? 'light' : 'dark' })
      await expectAccessible()
      expectNothingCut()
      await shoot(`cosign-nobody-${language}`)
    },
  )

  it('says so with room for longer words', async () => {
    await toWrite({ reviewers: [plover], words: longWords })
    expectNothingCut()
  })

  it.each(isLong ? (['ko', 'zh'] as const) : (['ko'] as const))('asks in %s', async (language) => {
    await toWrite({ reviewers: [egret], language, theme: language === 'ko' ? 'light' : 'dark' })
    await expectAccessible()
    expectNothingCut()
    await shoot(`cosign-publication-${language}`)
  })

  it('names the signer, and says when a signature is not valid', async () => {
    const { name, fingerprint, day } = egret
    await openWindow({
      answers: {
        'exports.list': () => [
          {
            exportId: 'e1',
            day,
            reports: 4,
            to: ['passphrase'],
            names: [null],
            bytes: 81_920,
            purpose: '',
            withdrawn: [],
            overridden: [],
            cosigned: { name, fingerprint, day, holds: true },
          },
          {
            exportId: 'e2',
            day,
            reports: 4,
            to: ['passphrase'],
            names: [null],
            bytes: 81_920,
            purpose: '',
            withdrawn: [],
            overridden: [],
            cosigned: { name, fingerprint, day, holds: false },
          },
        ],
      },
    })
    await goTo('exchange')
    await settle()
    expect(document.body.textContent).toContain('Signed by Egret')
    expect(document.body.textContent).toContain('is not valid')
    await expectAccessible()
    await shoot('cosign-past')
  })
})

/** Through the steps of an export up to its review. */
const toReview = async (options: TestVaultOptions): Promise<TestVault> => {
  const overridden = {
    item: `embargo:${recordId(20)}:2999`,
    kind: 'embargo' as const,
    family: null,
    state: 'overridden' as const,
    notOverridable: false,
    subject: recordId(20),
    place: 'report' as const,
    name: 'Two crossings',
    about: '2999',
    sentence: null,
    count: 1,
    reason: 'They agreed to it',
  }
  const test = await openWindow({
    ...options,
    answers: {
      'dialog.saveExport': () => ({ file: fileToken('exportFolder', 99), folder: 'USB' }),
      'exports.prepare': () => ({
        basedOn: stateDigest,
        reports: 4,
        cases: 1,
        sources: 2,
        draftsLeftOut: 0,
        keptBack: 0,
        held: [],
        bytes: 81_920,
        items: [overridden],
      }),
      ...options.answers,
    },
  })
  const go = async (selector: string): Promise<void> => {
    ;((await untilFound(selector)) as HTMLElement).click()
    await settle()
  }
  await goTo('exchange')
  await go('main section section button')
  await go('main button[type="submit"]')
  await userEvent.fill(await keysByHand(), `age1${'z'.repeat(58)}`)
  await allowUnverified()
  await go('main button[type="submit"]')
  await settle(600)
  return test
}

describe('an export in which something was let pass', () => {
  it('is written once the second reader has signed', async () => {
    const test = await toReview({ reviewers: [egret] })
    await expect.element(page.getByRole('heading', { name: 'A second reader signs' })).toBeVisible()
    await expectAccessible()
    await shoot('cosign-export')
    await press('Save file…')
    expect(inputsOf(test, 'exports.write')).toEqual([])
    await userEvent.fill(page.getByLabelText('Passphrase of Egret'), reviewerPassphrase)
    await press('Save file…')
    expect(inputsOf(test, 'exports.write')).toMatchObject([
      { cosign: { reviewer: egret.key, passphrase: reviewerPassphrase } },
    ])
  })

  it('waits while no reader is verified', async () => {
    await toReview({ reviewers: [plover] })
    await expect.element(page.getByText('No second reader can sign yet')).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Save file…' })).toBeDisabled()
    await expectAccessible()
  })
})

describe('a full copy for another recipient', () => {
  it('waits while no reader is verified, and the way to the readers closes its dialog', async () => {
    await openWindow({ reviewers: [plover] })
    await goToSettings('backup')
    await press('Make a backup…')
    await page.getByRole('radio', { name: /People whose key/ }).click({ force: true })
    await settle()
    await expect.element(page.getByText('No second reader can sign yet')).toBeVisible()
    await expect
      .element(page.getByRole('button', { name: 'Choose a folder and write' }))
      .toBeDisabled()
    await expectAccessible()
    await shoot('cosign-nobody-backup')
    await press('Go to settings')
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await expect.element(page.getByRole('heading', { name: 'Second readers' })).toBeInViewport()
  })
})
