import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { expectFineInThemes } from './in-themes.ts'
import { openFound } from './found-out.ts'
import { inputsOf, last, press } from './page-objects.ts'
import { Refuse } from './saved-records.ts'
import { cannedRecords } from './records.ts'
import { closeWindow, settle, untilFound } from './window.tsx'
import { viewLanguages } from './view-languages.ts'

afterEach(closeWindow)

const box = (name: string) => page.getByRole('checkbox', { name: new RegExp(`^${name}`) })

describe('a source that is compromised', () => {
  it('has five steps that are ticked in the vault, and counts them', async () => {
    const test = await openFound({})
    await expect.element(page.getByText('0 of 5 done')).toBeVisible()
    await box('Warn the people at risk').click({ force: true })
    await expect.element(page.getByText('1 of 5 done')).toBeVisible()
    await press('Record that all were asked')
    await expect.element(page.getByText('2 of 5 done')).toBeVisible()
    const [{ id, done } = { id: '', done: [] }] = (
      last(test, 'settings.set') as { readonly exposed: { id: string; done: string[] }[] }
    ).exposed
    expect(id).toBe(cannedRecords().sources[0]?.id)
    expect(done).toEqual(['people', 'copies'])
    await expect
      .element(page.getByRole('button', { name: 'Record that all were asked' }))
      .not.toBeInTheDocument()
  })

  it('is not itself among the people to warn: nobody may contact it', async () => {
    const warn = async (who: readonly ('source' | 'family')[]): Promise<string> => {
      const [first, ...others] = cannedRecords().sources
      const risks = who.map((one) => ({ who: one, level: 'high' as const, note: '' }))
      const changed = { ...first!, content: { ...first!.content, risks } }
      await openFound({
        'sources.list': () => [changed, ...others],
        'sources.get': ({ id }) => [changed, ...others].find((one) => one.id === id)!,
      })
      return box('Warn the people at risk').element().closest('li')?.textContent ?? ''
    }
    const both = await warn(['source', 'family'])
    expect(both).toContain('Family')
    expect(both).not.toContain('The source')
    await press('Print without names')
    const sheet = (await untilFound('[role="dialog"] h3')).closest('[role="dialog"]')
    expect(sheet?.textContent).toContain('Family · High')
    expect(sheet?.textContent).not.toContain('The source · High')
    expect(await warn(['source'])).toContain('No one else is recorded as at risk.')
  })

  it('is forgotten once no step is ticked', async () => {
    const test = await openFound({})
    for (const count of [1, 0]) {
      await box('Stop publications').click({ force: true })
      await expect.element(page.getByText(`${count} of 5 done`)).toBeVisible()
    }
    expect(last(test, 'settings.set')).toMatchObject({ exposed: [] })
  })

  it('is stopped with one press, which ticks the first step', async () => {
    const test = await openFound({})
    await press('Mark “do not contact” and withdraw all consents')
    await expect.element(page.getByText('1 of 5 done')).toBeVisible()
    expect(inputsOf(test, 'sources.save')).toMatchObject([{ content: { doNotContact: true } }])
    await expect
      .element(page.getByText('“Do not contact” is set. All consents are withdrawn.'))
      .toBeVisible()
    await expect
      .element(page.getByRole('button', { name: /^Mark “do not contact”/ }))
      .not.toBeInTheDocument()
  })

  it('is not ticked as stopped if the vault refused it', async () => {
    await openFound({
      'sources.save': () => {
        throw new Refuse('storage')
      },
    })
    await press('Mark “do not contact” and withdraw all consents')
    await expect.element(page.getByText('0 of 5 done')).toBeVisible()
    await expect.element(page.getByRole('button', { name: /^Mark “do not contact”/ })).toBeVisible()
  })

  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme`, async () => {
      await page.viewport(1280, 720)
      await openFound({}, { language })
      await settle()
      await expectFineInThemes('exposed', language)
      await page.viewport(1366, 768)
    })
  }
})
