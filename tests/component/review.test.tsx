import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { In } from '../../src/shared/contract.ts'
import type { TestVaultOptions } from './answers.ts'
import { expectAccessible, expectNothingCut, expectReachable } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { press, toExportReview } from './export-review.ts'
import type { WindowOptions } from './export-review.ts'
import { expectFineInThemes, shootInThemes } from './in-themes.ts'
import { everyItem, manyItems, protectedName, reviewing, uncheckedNames } from './review-answers.ts'
import { inputsOf } from './page-objects.ts'
import { recordId } from './records.ts'
import { Refuse } from './saved-records.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, longWords, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const begin = async (
  prepare: NonNullable<TestVaultOptions['answers']>['exports.prepare'] = reviewing(everyItem),
  more: WindowOptions = {},
): Promise<TestVault> => toExportReview({ ...more, answers: { 'exports.prepare': prepare } })
const asked = (test: TestVault): In<'exports.prepare'> =>
  [...test.calls].reverse().find(({ channel }) => channel === 'exports.prepare')
    ?.input as In<'exports.prepare'>
const answer = async (reason: string): Promise<void> => {
  await userEvent.fill(await untilFound('[role="dialog"] textarea'), reason)
  await press('[role="dialog"] button[type="submit"]')
}
const writes = (): HTMLButtonElement =>
  document.querySelector<HTMLButtonElement>('main button[type="submit"]')!

describe('a review', () => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme`, async () => {
      await begin(undefined, { language })
      await expectFineInThemes('review', language)
      document.querySelector('main form')?.lastElementChild?.scrollIntoView()
      await settle()
      await shootInThemes('review-end', language)
      await press('main [data-override]')
      await expectFineInThemes('review-pass', language)
    })
  }

  it('has room for words that are 40 per cent longer, and can be used without a mouse', async () => {
    await begin(undefined, { words: longWords })
    await shoot('review-long')
    expectNothingCut()
    expectReachable()
  })

  it('says first what stops it, and leaves no way to write until that is settled', async () => {
    await begin()
    await expect.element(page.getByText('10 problems block this')).toBeVisible()
    expect(writes().disabled).toBe(true)
    const words = document.querySelector('main')?.textContent ?? ''
    for (const said of ['Consent withdrawn', '3 places', 'Phone number', 'Not before 2999']) {
      expect(words).toContain(said)
    }
    // Issues that cannot be overridden have no such button.
    expect(document.querySelectorAll('main [data-override]')).toHaveLength(9)
  })

  it('offers to fix each issue before it offers to allow it', async () => {
    await begin()
    const ways = [...document.querySelectorAll('main [data-override]')].map((pass) =>
      [...(pass.parentElement?.children ?? [])].map((way) => way.hasAttribute('data-fix')),
    )
    expect(ways).toEqual(Array.from({ length: 9 }, () => [true, false]))
    // Withdrawn consent, which nothing allows, can be fixed all the same.
    const first = document.querySelector('main [data-fix]')!
    expect(first.textContent).toBe('Leave this source out')
    expect(first.closest('li')?.textContent).toContain('Consent withdrawn')
    expect(first.closest('li')?.querySelector('[data-override]')).toBeNull()
  })

  it('is one list, the worst first, with the words in their sentence', async () => {
    await begin()
    const lines = [...document.querySelectorAll('main [data-line]')]
    expect(lines.map((line) => line.getAttribute('data-state'))).toEqual([
      ...Array.from({ length: 10 }, () => 'blocks'),
      'warns',
      'warns',
      'overridden',
    ])
    expect(lines[0]?.textContent).toContain('1 of 10')
    expect(lines[1]?.textContent).toContain('Phone number')
    expect(document.querySelector('main [data-line] mark')?.parentElement?.textContent).toBe(
      '…and whoever wants to know more should call 010-2345-6789 in the evening, after the shop has closed.',
    )
    // What is fine is one folded line.
    expect(document.querySelectorAll('[aria-label="Check"] details')).toHaveLength(1)
    await expect.element(page.getByText('1 point is fine')).toBeVisible()
  })

  it('leaves the reports of a source out that withdrew consent, in one press', async () => {
    const test = await begin()
    await page.getByRole('button', { name: 'Leave this source out' }).click()
    await settle()
    expect(asked(test).leftOut).toEqual([recordId(20)])
  })

  it('is worked through with four keys', async () => {
    const test = await begin()
    const focused = (): string => document.activeElement?.textContent ?? ''
    await userEvent.keyboard('j')
    expect(focused()).toContain('1 of 10')
    await userEvent.keyboard('jjk')
    expect(focused()).toContain('2 of 10')
    await userEvent.keyboard('a')
    await untilFound('[role="dialog"] textarea')
    await settle()
    // Typed letters are letters.
    await userEvent.keyboard('jaf')
    expect(document.querySelector<HTMLTextAreaElement>('[role="dialog"] textarea')?.value).toBe(
      'jaf',
    )
    await page.getByRole('button', { name: 'Cancel' }).click()
    await settle()
    document.querySelectorAll<HTMLElement>('main [data-line]')[2]?.focus()
    await userEvent.keyboard('f')
    await expect.element(page.getByRole('button', { name: 'Back to the check' })).toBeVisible()
    expect(asked(test).overrides).toEqual([])
  })

  it('always shows the last button, and why it cannot be pressed', async () => {
    await begin()
    const isSeen = (): boolean => {
      const { top, bottom } = writes().getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    }
    await expect.element(page.getByText('10 problems are still open.')).toBeVisible()
    expect(isSeen()).toBe(true)
    document.querySelector('main form')?.lastElementChild?.scrollIntoView({ block: 'end' })
    await settle()
    expect(isSeen()).toBe(true)
    await page.viewport(683, 384)
    await settle()
    expect(isSeen()).toBe(true)
    await shoot('review-narrow')
    await page.viewport(1280, 720)
  })

  it('opens the record of an issue, leads back, and checks everything again', async () => {
    const test = await begin()
    const prepared = () => test.calls.filter(({ channel }) => channel === 'exports.prepare').length
    await page.getByRole('button', { name: 'Fix in the text…' }).first().click()
    await settle(400)
    await shoot('review-fixing')
    expect(document.querySelector('#view')?.textContent).toContain('About 200 people sent back')
    await expectAccessible()
    const before = prepared()
    await page.getByRole('button', { name: 'Back to the check' }).click()
    await settle(400)
    await expect.element(page.getByText('10 problems block this')).toBeVisible()
    expect(prepared()).toBe(before + 1)
    expect(document.body.textContent).not.toContain('Back to the check')
  })

  it('stops offering the way back when the user stays', async () => {
    await begin()
    await page.getByRole('button', { name: 'Fix in the text…' }).first().click()
    await page.getByRole('button', { name: 'Stay here' }).click()
    await settle()
    expect(document.body.textContent).not.toContain('Back to the check')
  })

  // The button of the issue, and the key at the foot of the sidebar.
  it.each(['Open identity key…', 'Identity key locked'])(
    'opens the identity key in its place, and then checks everything again by itself: %s',
    async (button) => {
      const test = await begin(reviewing([uncheckedNames('closed')]))
      const prepared = () =>
        test.calls.filter(({ channel }) => channel === 'exports.prepare').length
      const before = prepared()
      await page.getByRole('button', { name: button }).click()
      await userEvent.fill(
        await untilFound('[role="dialog"] input[type="password"]'),
        'of the desk',
      )
      await userEvent.fill(await untilFound('[role="dialog"] textarea'), 'To look for names')
      await press('[role="dialog"] button[type="submit"]')
      await settle(400)
      expect(document.querySelector('[role="dialog"]')).toBeNull()
      expect(prepared()).toBeGreaterThan(before)
      // The form of that dialog is not the form of the export.
      expect(test.calls.some(({ channel }) => channel === 'dialog.saveExport')).toBe(false)
    },
  )

  it('takes a reason by keyboard alone and goes on to the next item', async () => {
    const test = await begin()
    const first = document.querySelector<HTMLElement>('main [data-override]')!
    first.focus()
    await userEvent.keyboard('{Enter}')
    await untilFound('[role="dialog"] textarea')
    await userEvent.keyboard('The desk has agreed to wait')
    await userEvent.keyboard('{Tab}')
    const dialog = document.querySelector('[role="dialog"]')!
    while (document.activeElement?.getAttribute('type') !== 'submit') {
      expect(dialog.contains(document.activeElement)).toBe(true)
      await userEvent.keyboard('{Tab}')
    }
    await userEvent.keyboard('{Enter}')
    await settle(400)
    expect(asked(test).overrides).toEqual([
      {
        item: everyItem.find(({ family }) => family === 'phone')?.item,
        reason: 'The desk has agreed to wait',
      },
    ])
    await expect.element(page.getByText('9 problems block this')).toBeVisible()
    expect(document.activeElement?.hasAttribute('data-override')).toBe(true)
  })

  it('lets everything that the checks found pass with one reason, and nothing else', async () => {
    const test = await begin()
    await page.getByRole('button', { name: /Allow all 4 findings anyway/ }).click()
    await answer('The desk needs every word')
    expect(test.calls.some(({ channel }) => channel === 'exports.write')).toBe(false)
    const findings = everyItem.filter(
      ({ kind, family, state }) => kind === 'lint' && family !== null && state === 'blocks',
    )
    expect(asked(test).overrides?.map(({ item }) => item)).toEqual(findings.map(({ item }) => item))
    expect(writes().disabled).toBe(true)
  })

  it('leaves protected names out when all findings are overridden at once', async () => {
    const test = await begin(reviewing([protectedName, ...everyItem]))
    await page.getByRole('button', { name: /Allow all 4 findings anyway/ }).click()
    await answer('The desk needs every word')
    expect(asked(test).overrides?.map(({ item }) => item)).not.toContain(protectedName.item)
    expect(asked(test).overrides).toHaveLength(4)
  })

  it('asks of a protected name whether it means a different person, and asks for no reason', async () => {
    const test = await begin(reviewing([protectedName]))
    await press('main [data-override]')
    await shoot('review-name-exception')
    await expectAccessible()
    expect(document.querySelector('[role="dialog"] textarea')).toBeNull()
    await page.getByRole('button', { name: 'It is a different person', exact: true }).click()
    await settle(400)
    const said = test.calls.filter(({ channel }) => channel === 'identity.confirmNameExceptions')
    expect(said.map(({ input }) => input)).toEqual([{ items: [protectedName.item] }])
    expect(asked(test).overrides).toEqual([])
  })

  for (const [why, words] of [
    ['closed', /would go unnoticed/],
    ['no-key', /ask the desk to check the texts/],
  ] as const) {
    it(`says before all else that names were not looked for: ${why}`, async () => {
      await begin(reviewing([uncheckedNames(why)]))
      await shoot(`review-uncheckedNames-${why}`)
      await expect.element(page.getByText(words).first()).toBeVisible()
      const list = document.querySelector('[aria-label="Check"]')
      expect(list?.querySelector('[data-line]')?.textContent).toContain('Sealed names not checked')
      await expect
        .element(page.getByText('Nothing blocks this, but look at 1 point first.'))
        .toBeVisible()
      expect(document.body.textContent).not.toContain('Ready.')
      expect(list?.querySelector('[class*="done"]')).toBeNull()
      expect(writes().disabled).toBe(false)
    })
  }

  it('leaves held reports here when told to, and takes reasons back', async () => {
    const test = await begin()
    await press('main form > label input[type="checkbox"], main form input[type="checkbox"]')
    await expect.element(page.getByText('2 reports stay here.')).toBeVisible()
    await page.getByRole('button', { name: 'Allow anyway…' }).click()
    await answer('It is the address of an office')
    expect(writes().disabled).toBe(false)
    await page.getByRole('button', { name: 'No longer allow', exact: true }).click()
    await settle()
    expect(asked(test).overrides).toEqual([])
    expect(writes().disabled).toBe(true)
  })

  it('sends the reasons and the purpose with the file', async () => {
    const one = everyItem.filter(({ kind }) => kind === 'embargo')
    const test = await begin(reviewing(one))
    await press('main [data-override]')
    await answer('The desk has agreed to wait')
    await page.getByRole('button', { name: 'Save file…' }).click()
    await expect.element(page.getByText('Saved', { exact: true })).toBeVisible()
    const written = test.calls.find(({ channel }) => channel === 'exports.write')?.input
    expect(written).toMatchObject({
      overrides: [{ item: one[0]?.item, reason: 'The desk has agreed to wait' }],
    })
  })

  it('of a thousand reports shows no more lines than can be read', async () => {
    await begin(reviewing(manyItems(1_000)))
    await expect.element(page.getByText('2,000 problems block this')).toBeVisible()
    expect(document.querySelectorAll('main [data-line]')).toHaveLength(50)
    await shoot('review-many')
    await page.getByRole('button', { name: 'Show 50 more' }).click()
    expect(document.querySelectorAll('main [data-line]')).toHaveLength(100)
    await page.getByRole('button', { name: /Allow all 2,000 findings anyway/ }).click()
    await answer('All of it is in the newspapers')
    await expect.element(page.getByText('Ready. Nothing blocks this.')).toBeVisible()
  })

  it('shows its progress, can be stopped, and is repeated on demand', async () => {
    let stop = (): void => undefined
    let isStopped = false
    const test = await begin(async (input) => {
      if (isStopped) return reviewing([])(input)
      await new Promise<void>((resolve) => {
        stop = resolve
      })
      isStopped = true
      throw new Refuse('cancelled', [])
    })
    test.emit({ kind: 'progress', task: asked(test).task, done: 30, total: 100 })
    await expect.element(page.getByText('30%')).toBeVisible()
    await shoot('review-progress')
    await page.getByRole('button', { name: 'Stop' }).click()
    expect(inputsOf(test, 'tasks.cancel')).toEqual([{ task: asked(test).task }])
    stop()
    await page.getByRole('button', { name: 'Check again' }).click()
    await expect.element(page.getByText('Ready. Nothing blocks this.')).toBeVisible()
    expect(writes().disabled).toBe(false)
  })
})
