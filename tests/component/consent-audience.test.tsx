import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { In } from '../../src/shared/contract.ts'
import type { Source } from '../../src/shared/records.ts'
import { expectAccessible, expectNothingCut, expectReachable } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { last } from './page-objects.ts'
import { cannedRecords } from './records.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

type Consent = Source['content']['consents'][number]
type Options = NonNullable<Parameters<typeof openWindow>[0]>

/** The form of the first source, with one consent in it, in a vault that has contacts of every state. */
const openForm = async (
  change: Partial<Consent> = {},
  options: Options = {},
): Promise<TestVault> => {
  const consent = { audience: '', given: '2023-10', withdrawn: '', note: '' }
  const sources = cannedRecords().sources.map((source, i) =>
    i === 0
      ? {
          ...source,
          content: {
            ...source.content,
            consents: [{ ...consent, use: 'share-desk' as const, ...change }],
          },
        }
      : source,
  ) as Source[]
  const test = await openWindow({
    ...options,
    answers: {
      'sources.list': () => sources,
      'sources.get': ({ id }) => sources.find((source) => source.id === id) ?? sources[0]!,
      ...options.answers,
    },
  })
  await goTo('sources')
  ;((await untilFound('main [role="listitem"][aria-posinset="1"] button')) as HTMLElement).click()
  await settle()
  const more = await untilFound('main div + section button[aria-haspopup="true"]')
  more.parentElement?.querySelector('button')?.click()
  ;(await untilFound('main form [role="group"] [role="group"]')).scrollIntoView()
  await settle()
  return test
}

const choice = () => page.getByRole('button', { name: /Verified contact/ })
const choose = async (name: string): Promise<void> => {
  await choice().click()
  await page.getByRole('option', { name, exact: true }).click()
  await settle()
}
const audience = () => page.getByRole('textbox', { name: 'Audience' })
const saved = (test: TestVault): string[] | undefined => {
  const input = last(test, 'sources.save') as In<'sources.save'> | undefined
  return input?.content.consents?.map((one) => one.audience)
}

describe('the audience of a source’s consent', () => {
  for (const language of viewLanguages) {
    it(`is chosen among contacts without a fault that axe knows, in ${language}`, async () => {
      await openForm({}, { language })
      await shoot(`consent-audience-${language}`)
      await expectAccessible()
      expectNothingCut()
      expectReachable()
    })
  }

  it('can be a contact whose keys were compared, and no other', async () => {
    await openForm()
    await choice().click()
    const offered = page
      .getByRole('option')
      .elements()
      .map(({ textContent }) => textContent)
    expect(offered).toEqual(['Typed by hand, or anyone', 'Crane'])
    await shoot('consent-audience-open')
    await expectAccessible()
  })

  it('is saved under the contact’s name, which the field beside it shows', async () => {
    const test = await openForm()
    await choose('Crane')
    await expect.element(audience()).toHaveValue('Crane')
    ;((await untilFound('main form button[type="submit"]')) as HTMLElement).click()
    await expect.poll(() => saved(test)).toEqual(['Crane'])
  })

  it('is written by hand where it is no contact’s name, and open to all where it is emptied', async () => {
    const test = await openForm({ audience: 'Crane' })
    await expect.element(choice()).toHaveTextContent('Crane')
    await userEvent.fill(audience(), 'A paper in Seoul')
    await expect.element(choice()).toHaveTextContent('Typed by hand, or anyone')
    await userEvent.fill(audience(), 'Crane')
    await expect.element(choice()).toHaveTextContent('Crane')
    await choose('Typed by hand, or anyone')
    await expect.element(audience()).toHaveValue('')
    ;((await untilFound('main form button[type="submit"]')) as HTMLElement).click()
    await expect.poll(() => saved(test)).toEqual([''])
  })

  it('offers no contacts for what is published, nor where no contact’s keys were compared', async () => {
    await openForm({ use: 'publish-attributed' })
    await expect.element(audience()).toBeVisible()
    expect(choice().elements()).toEqual([])
    closeWindow()
    await openForm({}, { answers: { 'contacts.list': () => [] } })
    await expect.element(audience()).toBeVisible()
    expect(choice().elements()).toEqual([])
  })

  it('has room for words that are 40 per cent longer', async () => {
    await openForm({}, { words: longWords })
    await shoot('consent-audience-long')
    expectNothingCut()
  })
})
