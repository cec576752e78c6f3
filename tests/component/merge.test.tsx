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
const choose = async (label: string, field = 'Text'): Promise<void> => {
  const region = page.getByRole('region', { name: field, exact: true })
  ;(region.getByRole('radio', { name: label, exact: true }).element() as HTMLElement).click()
  await settle()
}
const result = (): HTMLTextAreaElement =>
  document.querySelector('main textarea') as HTMLTextAreaElement
/** Differences that can be pressed, by version. */
const differences = (): string[] =>
  [...document.querySelectorAll('main button[aria-pressed]')].map((one) => one.textContent)
const takePart = async (words: string, name: string): Promise<void> => {
  await page.getByRole('button', { name: `Take “${words}” from “${name}”` }).click()
  await settle()
}
/** Both versions changed the channel too, which has no words to take apart. */
const ofChannels = {
  'records.versions': (input: { readonly id: string }) => {
    const versions = mergeAnswers['records.versions'](input)
    const [mine, ...others] = versions.sides
    const content = { ...mine?.content, channel: 'in-person' }
    return { ...versions, sides: [{ ...mine, content }, ...others] }
  },
} as unknown as NonNullable<Options['answers']>
const confirm = () => page.getByRole('button', { name: 'Merge and sign' })
const body = (test: TestVault): unknown =>
  (last(test, 'records.merge') as { content: { body: string } }).content.body

describe('putting versions together', () => {
  it('says in a line above the page whose versions they are and how much is decided', async () => {
    await begin()
    const bar = document.querySelector('main h1')?.closest('header')
    expect(bar?.textContent).toContain('Merge versions › 두 통의 편지')
    expect(bar?.textContent).toContain('You⟷ 77B0-12AA-93FE-0C4D')
    expect(bar?.textContent).toContain('0 of 1 decided')
    await choose('Mine')
    expect(bar?.textContent).toContain('1 of 1 decided')
  })

  it('takes what one version changed, names it, and waits for a choice on the rest', async () => {
    const test = await begin()
    await expect.element(confirm()).toBeDisabled()
    const taken = page.getByText(/^2 changes taken automatically: /)
    await expect.element(taken).toBeVisible()
    expect(taken.element().textContent).toContain('Tags (Mine)')
    expect(taken.element().textContent).toContain('Channel (77B0-12AA-93FE-0C4D)')
    await taken.click()
    const marked = [...document.querySelectorAll('main mark')].map((mark) => mark.textContent)
    expect(marked.join(' ')).toContain('강')
    expect(called(test, 'records.merge')).toBe(false)
  })

  it('takes the side of each difference that is pressed into the result, and is open until all are', async () => {
    const test = await begin()
    expect(differences()).toEqual(['시장에서', '300', '강가에서', '200'])
    expect(result().value).toContain('시장에서 들은 이야기이다. 약 300명')
    await takePart('강가에서', '77B0-12AA-93FE-0C4D')
    expect(result().value).toContain('강가에서 들은 이야기이다. 약 300명')
    await expect.element(page.getByText('1 of 2 differences decided')).toBeVisible()
    await expect.element(confirm()).toBeDisabled()
    await takePart('300', 'Mine')
    await expect.element(confirm()).toBeEnabled()
    await confirm().click()
    await settle()
    expect(body(test)).toBe('강가에서 들은 이야기이다. 약 300명이 돌아왔다.')
  })

  it('brings typed words back after another choice', async () => {
    await begin()
    await userEvent.fill(result(), '손으로 쓴 글')
    await choose('Keep all')
    expect(result().value).not.toContain('손으로')
    await choose('Edit it myself')
    expect(result().value).toBe('손으로 쓴 글')
  })

  it('says what is left out before it is, and that a draft is kept', async () => {
    const test = await begin()
    await choose('77B0-12AA-93FE-0C4D')
    await expect.element(page.getByText('Text, Mine')).toBeVisible()
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
    await choose('Keep all')
    await expect.element(page.getByText('Nothing is left out.')).toBeVisible()
    await choose('Edit it myself')
    expect(result().value).toContain('시장에서')
    await userEvent.fill(result(), '시장과 강가에서 들은 이야기이다.')
    await confirm().click()
    await settle()
    expect(body(test)).toBe('시장과 강가에서 들은 이야기이다.')
  })

  it('is decided with the keyboard alone, as a whole and difference by difference', async () => {
    const test = await begin()
    ;(document.querySelector('main [role="radiogroup"] input') as HTMLElement).focus()
    await userEvent.keyboard(' ')
    await userEvent.keyboard('{ArrowRight}')
    await settle()
    expect(result().value).toContain('강가에서')
    for (let tabs = 0; tabs < 20; tabs += 1) {
      if (document.activeElement?.textContent === '300') break
      await userEvent.tab({ shift: true })
    }
    await userEvent.keyboard('{Enter}')
    await settle()
    for (let tabs = 0; tabs < 20; tabs += 1) {
      if (document.activeElement?.textContent === 'Merge and sign') break
      await userEvent.tab({ shift: true })
    }
    await userEvent.keyboard('{Enter}')
    await settle()
    expect(body(test)).toBe('강가에서 들은 이야기이다. 약 300명이 돌아왔다.')
  })

  it('takes a value as a whole, and shows it below', async () => {
    const test = await begin({ answers: ofChannels })
    await takePart('In person', 'Mine')
    const field = page.getByRole('region', { name: 'Channel', exact: true })
    await expect.element(field.getByRole('group', { name: 'Result' })).toBeVisible()
    await choose('Keep all', 'Text')
    await confirm().click()
    await settle()
    expect(last(test, 'records.merge')).toMatchObject({ content: { channel: 'in-person' } })
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
    await choose('Edit it myself')
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
    await shoot(`merge-begun-${language}-${theme}`)
    ;(document.querySelector('main [role="radiogroup"] input') as HTMLElement).click()
    await settle()
    await expectAccessible(theme)
    expectNothingCut()
    expectReachable()
    await shoot(`merge-${language}-${theme}`)
  })

  it('holds longer words', async () => {
    await begin({ words: longWords })
    expectNothingCut()
  })

  it('leaves room for the versions in a small window', async () => {
    await page.viewport(683, 384)
    await begin({ theme: 'light' })
    expectNothingCut()
    await shoot('merge-small')
    const bar = document.querySelector('main h1')?.closest('header')
    expect(bar?.getBoundingClientRect().height).toBeLessThan(150)
    await page.viewport(1366, 768)
  })
})
