import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { accessible, last, pressAt } from './page-objects.ts'
import { openMoreDetails } from './report-page-objects.ts'
import { closeWindow, goTo, openWindow, settle, shoot } from './window.tsx'
import type { TestVaultOptions } from './answers.ts'
import type { TestVault } from './test-vault.ts'

afterEach(closeWindow)

/** The details of a draft, whose place is empty. */
const openDraft = async (options: TestVaultOptions = {}): Promise<TestVault> => {
  const test = await openWindow({ theme: 'light', ...options })
  await goTo('reports')
  await pressAt('main [role="listitem"][aria-posinset="3"] button')
  await openMoreDetails()
  return test
}

const labels = { en: 'Place', ko: '장소', zh: '地点' } as const

/** Types into the place, and waits until places are offered. */
const look = async (typed: string, label: string = labels.en): Promise<void> => {
  const field = page.getByRole('combobox', { name: label, exact: true })
  await userEvent.fill(field, '')
  await userEvent.type(field, typed)
  await expect
    .poll(() => document.querySelector('[role="listbox"] [role="option"]'), { timeout: 20_000 })
    .not.toBe(null)
  await settle()
}

const offered = (): string[] =>
  [...document.querySelectorAll('[role="option"]')].map((option) =>
    [...option.querySelectorAll('span')].map((part) => part.textContent).join(' / '),
  )

const savedPlace = (test: TestVault): unknown =>
  (last(test, 'reports.save') as { content: { place: unknown } } | undefined)?.content.place

const coarserButton = (): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('main button')].find((button) =>
    button.textContent.startsWith('Make less precise'),
  )

describe('the place of a record', () => {
  it.each([
    ['light', 'en'],
    ['dark', 'ko'],
    ['contrast', 'zh'],
  ] as const)(
    'offers places without a fault that axe knows, in %s and %s',
    async (theme, language) => {
      await openDraft({ theme, language })
      await look('hyesan', labels[language])
      await shoot(`place-field-${theme}-${language}`)
      await accessible()
    },
  )

  it('is chosen with name and precision, by keys alone', async () => {
    const test = await openDraft()
    await look('도문')
    expect(offered()[0]).toBe('Tumen / County · Yanbian Prefecture')
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await settle()
    expect(document.querySelector('[role="listbox"]')).toBe(null)
    await expect.poll(() => savedPlace(test)).toEqual({ text: 'Tumen', precision: 'county' })
  })

  it('is offered in the language of the window', async () => {
    await openDraft({ language: 'ko' })
    await look('tumen', labels.ko)
    expect(offered()[0]).toBe('투먼시 / 시·군 · 옌볜 조선족 자치주')
  })

  it('may be anything that the gazetteer does not know', async () => {
    const test = await openDraft()
    const field = page.getByRole('combobox', { name: 'Place', exact: true })
    await userEvent.fill(field, 'a yard behind the school')
    await userEvent.keyboard('{Tab}')
    await expect.poll(() => savedPlace(test)).toMatchObject({ text: 'a yard behind the school' })
    expect(coarserButton()).toBe(undefined)
  })

  it('is made coarser one step at a time, until it is a country', async () => {
    const test = await openDraft()
    await look('musan')
    await userEvent.keyboard('{Escape}')
    const said: string[] = []
    for (let steps = 0; steps < 6; steps += 1) {
      const button = coarserButton()
      if (button === undefined) break
      said.push(button.textContent)
      button.click()
      await settle()
    }
    expect(said).toEqual([
      'Make less precise: Musan County (County)',
      'Make less precise: North Hamgyong Province (Province)',
      'Make less precise: North Korea (Country)',
    ])
    await expect.poll(() => savedPlace(test)).toEqual({ text: 'North Korea', precision: 'country' })
  })
})
