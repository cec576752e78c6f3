import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible, expectNothingCut, expectReachable } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { called, last, press } from './page-objects.ts'
import { mergeAnswers, waiting } from './merge-answers.ts'
import { recordId, revisionId } from './records.ts'
import { Refuse } from './saved-records.ts'
import { isLong } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

type Options = NonNullable<Parameters<typeof openWindow>[0]>

/** From the list of what waits, in any language. */
const begin = async (options: Options = {}): Promise<TestVault> => {
  const test = await openWindow({ ...options, answers: { ...waiting, ...options.answers } })
  await goTo('exchange')
  ;((await untilFound('main li button')) as HTMLElement).click()
  await untilFound('main [role="radiogroup"]')
  await settle()
  return test
}
const choose = async (label: string): Promise<void> => {
  ;(page.getByRole('radio', { name: label, exact: true }).element() as HTMLElement).click()
  await settle()
}
const confirm = () => page.getByRole('button', { name: 'Merge and sign' })
const body = (test: TestVault): unknown =>
  (last(test, 'records.merge') as { content: { body: string } }).content.body

describe('putting versions together', () => {
  it('takes what one version changed, marks what differs in words, and waits for a choice', async () => {
    const test = await begin()
    await expect.element(confirm()).toBeDisabled()
    await expect.element(page.getByText('1 field is still open.')).toBeVisible()
    await expect.element(page.getByText(/Taken from version A/)).toBeVisible()
    await expect.element(page.getByText(/Taken from version B/)).toBeVisible()
    const marked = [...document.querySelectorAll('main mark')].map((mark) => mark.textContent)
    expect(marked).toEqual(expect.arrayContaining(['시장에서', '강가에서', '300', '200']))
    expect(called(test, 'records.merge')).toBe(false)
  })

  it('names the record whose versions are merged', async () => {
    await begin()
    await expect.element(page.getByText('두 통의 편지', { exact: true })).toBeVisible()
  })

  it('says what is left out before it is, and that a draft is kept', async () => {
    const test = await begin()
    await choose('Version B')
    await expect.element(page.getByText('Text, version A')).toBeVisible()
    await expect.element(page.getByText(/that draft is kept as a separate draft/)).toBeVisible()
    const lost = document.querySelector('main dd')?.textContent ?? ''
    expect(lost).toContain('300')
    await confirm().click()
    await settle()
    expect(last(test, 'records.merge')).toMatchObject({
      id: recordId(21),
      rev: 4,
      heads: [revisionId(1), revisionId(2)],
      content: { channel: 'phone', tags: ['북송', '강'] },
    })
    expect(body(test)).toContain('강가에서')
    await expect.element(page.getByText('Merged and signed')).toBeVisible()
  })

  it('keeps all of both texts, or what is written by hand', async () => {
    const test = await begin()
    await choose('All, in order')
    await expect.element(page.getByText('Nothing is left out.')).toBeVisible()
    await choose('Write my own')
    const area = (await untilFound('main textarea')) as HTMLTextAreaElement
    expect(area.value).toContain('시장에서')
    await userEvent.fill(area, '시장과 강가에서 들은 이야기이다.')
    await confirm().click()
    await settle()
    expect(body(test)).toBe('시장과 강가에서 들은 이야기이다.')
  })

  it('is decided with the keyboard alone', async () => {
    const test = await begin()
    ;(document.querySelector('main [role="radiogroup"] input') as HTMLElement).focus()
    await userEvent.keyboard(' ')
    await userEvent.keyboard('{ArrowRight}')
    await settle()
    for (let tabs = 0; tabs < 20; tabs += 1) {
      if (document.activeElement?.textContent === 'Merge and sign') break
      await userEvent.tab()
    }
    await userEvent.keyboard('{Enter}')
    await settle()
    expect(body(test)).toContain('강가에서')
  })

  it('shows the versions again where they changed meanwhile, and keeps the written text', async () => {
    let rev = 4
    const test = await begin({
      answers: {
        'records.versions': (input) => ({ ...mergeAnswers['records.versions'](input), rev }),
        'records.merge': () => {
          throw new Refuse('conflict')
        },
      },
    })
    await choose('Write my own')
    await userEvent.fill(await untilFound('main textarea'), '손으로 쓴 글')
    test.emit({ kind: 'changed' })
    await settle()
    expect(((await untilFound('main textarea')) as HTMLTextAreaElement).value).toBe('손으로 쓴 글')
    await confirm().click()
    await settle()
    rev = 5
    await press('Reload versions')
    expect(((await untilFound('main textarea')) as HTMLTextAreaElement).value).toBe('손으로 쓴 글')
    await confirm().click()
    await settle()
    expect(last(test, 'records.merge')).toMatchObject({ rev: 5, content: { body: '손으로 쓴 글' } })
  })

  it('is offered on the record', async () => {
    const test = await openWindow({ answers: waiting })
    await goTo('reports')
    const rows = document.querySelectorAll<HTMLElement>('main [role="listitem"] button')
    rows[1]?.click()
    await settle()
    await press('Merge…')
    expect(last(test, 'records.versions')).toEqual({ id: recordId(21) })
  })

  const themes = ['light', 'dark', 'contrast'] as const
  const languages = ['en', 'ko', 'zh'] as const
  it.each(
    themes.slice(0, isLong ? 3 : 1).map((theme, at) => [theme, languages[at] ?? 'en'] as const),
  )('is accessible and within its bounds (%s, %s)', async (theme, language) => {
    await begin({ theme, language })
    ;(document.querySelector('main [role="radiogroup"] input') as HTMLElement).click()
    await settle()
    await expectAccessible()
    expectNothingCut()
    expectReachable()
    await shoot(`merge-${language}-${theme}`)
  })

  it('holds longer words', async () => {
    await begin({ words: longWords })
    expectNothingCut()
  })
})
