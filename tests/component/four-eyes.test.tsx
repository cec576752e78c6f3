import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { DeskOptions } from './answers.ts'
import { expectAccessible, expectNothingCut } from './checks.ts'
import type { TestDesk } from './desk.ts'
import { recordId } from './records.ts'
import { cosignedWrite, egret, reviewerPassphrase } from './reviewer-answers.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(() => {
  closeWindow()
  // What was said of a button that no longer exists would be found in the next test.
  for (const log of document.querySelectorAll('[data-live-announcer] [role="log"]')) {
    log.replaceChildren()
  }
})

const press = async (name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).first().click()
  await settle()
}
const inputsOf = (test: TestDesk, channel: string): unknown[] =>
  test.calls.filter((call) => call.channel === channel).map(({ input }) => input)
const dialog = () => page.getByRole('dialog')
const settingsWith = async (options: DeskOptions = {}): Promise<TestDesk> => {
  const test = await openWindow(options)
  await goTo('settings')
  await settle()
  return test
}
const toHeading = async (name: string): Promise<void> => {
  const heading = page.getByRole('heading', { name, exact: true })
  heading.element().scrollIntoView()
  await settle(100)
}

describe('limits for phrases', () => {
  it('are saved, with a plain warning below the usual ones', async () => {
    const test = await settingsWith()
    await toHeading('People behind a phrase')
    expect(document.body.textContent).not.toContain('Lower than the usual 5 and 20')
    await userEvent.fill(page.getByLabelText('Stop under'), '3')
    await expect.element(page.getByText('Lower than the usual 5 and 20')).toBeVisible()
    await expectAccessible()
    await shoot('settings-pools')
    await page.getByRole('region', { name: 'People behind a phrase' }).getByText('Save').click()
    await settle()
    expect(inputsOf(test, 'settings.set')).toMatchObject([
      { poolBlockUnder: 3, poolWarnUnder: 20, fourEyes: true },
    ])
    await goTo('sources')
    ;((await untilFound('main [role="listitem"] button')) as HTMLElement).click()
    await settle()
    expect(document.body.textContent).toContain('fits fewer than 3 people stops a publication')
  })

  it('are not saved out of bounds or out of order', async () => {
    const test = await settingsWith()
    for (const [label, value] of [
      ['Stop under', '1'],
      ['Stop under', '21'],
      ['Warn under', '1001'],
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
    await toHeading('Second readers')
    await shoot('settings-readers-none')
    await press('Add a person…')
    await expectAccessible()
    await press('Add')
    await expect.element(page.getByText('Give them a name.')).toBeVisible()
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
    await expect.element(dialog()).not.toBeInTheDocument()
    await expect.element(page.getByText('Four eyes are on')).toBeVisible()
    expect(document.documentElement.outerHTML).not.toContain(reviewerPassphrase)
  })

  it('change their passphrase with the present one', async () => {
    await settingsWith({ reviewers: [egret] })
    await press('Change the passphrase of Egret')
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
    await expect.element(page.getByText('Four eyes wait for a second reader')).toBeVisible()
  })

  it('are asked for no longer once somebody turned four eyes off', async () => {
    const test = await settingsWith({ reviewers: [egret] })
    await toHeading('Second readers')
    await shoot('settings-readers')
    await press('Turn off…')
    await press('Turn off')
    expect(inputsOf(test, 'settings.set')).toMatchObject([{ fourEyes: false }])
    await expect.element(page.getByText('Four eyes are off')).toBeVisible()
    await press('Turn on')
    await expect.element(page.getByText('Four eyes are on')).toBeVisible()
  })

  it.each(['en', 'ko', 'zh'] as const)(
    'stand on a page that can be read in %s',
    async (language) => {
      await settingsWith({
        reviewers: [egret],
        language,
        theme: language === 'ko' ? 'dark' : 'light',
      })
      await expectAccessible()
      expectNothingCut()
      document.querySelector('[data-reviewers]')?.scrollIntoView()
      await shoot(`settings-readers-${language}`)
    },
  )

  it('have room for longer words', async () => {
    await settingsWith({ reviewers: [egret], words: longWords } as DeskOptions)
    expectNothingCut()
  })
})

const toWrite = async (options: DeskOptions = {}): Promise<TestDesk> => {
  const test = await openWindow({
    ...options,
    answers: {
      'publications.review': () => ({ items: [], ready: true }),
      'publications.write': cosignedWrite,
      'dialog.saveExport': () => ({ file: recordId(99) }),
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
    await press('Write files…')
    expect(inputsOf(test, 'publications.write')).toEqual([])
    await userEvent.fill(page.getByLabelText('Passphrase of Egret'), 'not the right one')
    await press('Write files…')
    await expect
      .element(page.getByText('This passphrase does not open their key. Nothing was written.'))
      .toBeVisible()
    await expectAccessible()
    await shoot('cosign-wrong')
    await userEvent.fill(page.getByLabelText('Passphrase of Egret'), reviewerPassphrase)
    await press('Write files…')
    expect(inputsOf(test, 'publications.write').at(-1)).toMatchObject({
      cosign: { reviewer: egret.key, passphrase: reviewerPassphrase },
    })
    await expect.element(page.getByText(/what is out is out|Written/i).first()).toBeVisible()
    const field = page.getByLabelText('Passphrase of Egret').element() as HTMLInputElement
    expect(field.value).toBe('')
  })

  it('asks nobody where there is nobody', async () => {
    const test = await toWrite({ answers: { 'publications.write': () => ({ files: [] }) } })
    await press('Write files…')
    expect(inputsOf(test, 'publications.write')).toMatchObject([{ cosign: null }])
  })

  it.each(['ko', 'zh'] as const)('asks in %s', async (language) => {
    await toWrite({ reviewers: [egret], language, theme: language === 'ko' ? 'light' : 'dark' })
    await expectAccessible()
    expectNothingCut()
    await shoot(`cosign-publication-${language}`)
  })

  it('says who signed it, and when a signature does not hold', async () => {
    const { name, fingerprint, day } = egret
    await openWindow({
      answers: {
        'exports.list': () => [
          {
            exportId: 'e1',
            day,
            reports: 4,
            to: ['passphrase'],
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
    expect(document.body.textContent).toContain('does not hold')
    await expectAccessible()
    await shoot('cosign-past')
  })
})

/** Through the steps of an export up to its review. */
const toReview = async (options: DeskOptions): Promise<TestDesk> => {
  const passed = {
    item: `embargo:${recordId(20)}:2999`,
    kind: 'embargo' as const,
    family: null,
    state: 'overridden' as const,
    firm: false,
    subject: recordId(20),
    place: 'report' as const,
    name: 'Two crossings',
    about: '2999',
    count: 1,
    reason: 'They agreed to it',
  }
  const test = await openWindow({
    ...options,
    answers: {
      'dialog.saveExport': () => ({ file: recordId(99) }),
      'exports.prepare': () => ({
        reports: 4,
        cases: 1,
        sources: 2,
        draftsLeftOut: 0,
        keptBack: 0,
        bytes: 81_920,
        items: [passed],
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
  await userEvent.fill(await untilFound('main textarea'), `age1${'z'.repeat(58)}`)
  await go('main button[type="submit"]')
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
    await press('Choose a folder and write')
    expect(inputsOf(test, 'exports.write')).toEqual([])
    await userEvent.fill(page.getByLabelText('Passphrase of Egret'), reviewerPassphrase)
    await press('Choose a folder and write')
    expect(inputsOf(test, 'exports.write')).toMatchObject([
      { cosign: { reviewer: egret.key, passphrase: reviewerPassphrase } },
    ])
  })
})
