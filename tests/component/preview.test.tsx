import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { In } from '../../src/shared/contract.ts'
import { expectNothingCut, expectReachable } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { toExportReview } from './export-review.ts'
import type { WindowOptions } from './export-review.ts'
import { last } from './page-objects.ts'
import { expectFineInThemes, shootInThemes } from './in-themes.ts'
import { manyRows } from './preview-answers.ts'
import { recordId } from './records.ts'
import { everyItem, reviewing } from './review-answers.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, longWords, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const begin = async (options: WindowOptions = {}): Promise<TestVault> => {
  const test = await toExportReview({
    ...options,
    answers: { 'exports.prepare': reviewing(everyItem), ...options.answers },
  })
  await untilFound('main h4')
  await settle()
  return test
}
const shown = (): HTMLElement => document.querySelector<HTMLElement>('main h4')!.closest('section')!
const words = (): string => shown().parentElement?.closest('section')?.textContent ?? ''
const open = async (name: string): Promise<void> => {
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click()
  await settle()
}

describe('what leaves in an export', () => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme`, async () => {
      await begin({ language })
      document.querySelector('main [role="list"]')?.scrollIntoView()
      await settle()
      await shootInThemes('preview-list', language)
      shown().scrollIntoView()
      await settle()
      await shootInThemes('preview', language)
      document.querySelector('main del')?.scrollIntoView({ block: 'center' })
      await settle()
      await expectFineInThemes('preview-pairs', language)
    })
  }

  it('has room for words that are 40 per cent longer, and can be used without a mouse', async () => {
    await begin({ words: longWords })
    shown().scrollIntoView()
    await shoot('preview-long')
    expectNothingCut()
    expectReachable()
  })

  it('is read whole: text, translations, fields, files and how many older versions', async () => {
    await begin()
    for (const said of [
      'About 200 people were sent back.',
      '약 200명이 돌아왔다.',
      'returns',
      'market.jpg',
      'Original, with its hidden data. A cleaned copy is exported too.',
      'Not cleaned: it may contain hidden data.',
      'Only an older version has this file.',
      '2 older versions are exported too, each in full.',
    ]) {
      expect(words()).toContain(said)
    }
  })

  it('has the findings of the review marked in its text, invisible characters included', async () => {
    await begin()
    const marks = [...shown().querySelectorAll('mark')].map((mark) => mark.textContent)
    expect(marks).toEqual(['010-2345-6789', '⟨U+200B⟩'])
    // A finding in an older version only is shown too.
    expect(words()).toContain('Only an older version contains:')
    expect(words()).toContain('I stood at the back of the hall')
  })

  it('is compared word by word with the version before it, or with an older one', async () => {
    const test = await begin()
    const gone = (): (string | null)[] =>
      [...document.querySelectorAll('main del')].map((one) => one.textContent)
    expect(gone()).toContain('300')
    await page.getByRole('button', { name: /Compare the newest version with/ }).click()
    await settle()
    await page.getByRole('option', { name: /^1: / }).click()
    await settle()
    expect((last(test, 'exports.record') as In<'exports.record'>).comparedWith).not.toBeNull()
    expect(gone()).toContain('Some')
  })

  it('is another record when a person chooses one, and says why it goes along', async () => {
    const test = await begin()
    await open('Quiet Harbour')
    expect(last(test, 'exports.record')).toMatchObject({ subject: recordId(10) })
    expect(words()).toContain('Included because a selected report refers to it')
    expect(words()).toContain('The identity field is exported too, still sealed.')
    expect(page.getByRole('button', { name: 'Leave this report out' }).elements()).toEqual([])
  })

  it('loses a report that a person leaves out, until it is taken in again', async () => {
    const test = await begin()
    await page.getByRole('button', { name: 'Leave this report out' }).click()
    await settle(400)
    expect(last(test, 'exports.prepare')).toMatchObject({ leftOut: [recordId(20)] })
    await page.getByRole('button', { name: /Include again: About 200/ }).click()
    await settle(400)
    expect(last(test, 'exports.prepare')).toMatchObject({ leftOut: [] })
  })

  it('of two hundred reports and a thousand shows no more rows than fit', async () => {
    await begin({ answers: { 'exports.records': () => manyRows(1_200) } })
    const list = document.querySelector('main [role="list"][aria-label="Records to export"]')
    expect(list?.querySelector('[role="listitem"]')?.getAttribute('aria-setsize')).toBe('1200')
    expect(list!.querySelectorAll('[role="listitem"]').length).toBeLessThan(40)
    ;(list!.querySelector('button') as HTMLElement).focus()
    await userEvent.keyboard('{End}')
    await settle()
    await expect.element(page.getByRole('button', { name: /^Report 1200/ })).toHaveFocus()
  })
})
