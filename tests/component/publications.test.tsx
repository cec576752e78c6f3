import { EditorView } from '@codemirror/view'
import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { In, Out } from '../../src/shared/contract.ts'
import type { TestVaultOptions } from './answers.ts'
import { expectAccessible, expectNothingCut, expectReachable } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { recordId, stateDigest } from './records.ts'
import { Refuse } from './saved-records.ts'
import { isLong, viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const begin = async (options: Parameters<typeof openWindow>[0] = {}): Promise<TestVault> => {
  const test = await openWindow(options)
  await goTo('publications')
  return test
}
const press = async (selector: string): Promise<void> => {
  ;((await untilFound(selector)) as HTMLElement).click()
  await settle()
}
const buttonSaying = async (word: RegExp): Promise<void> => {
  const found = [...document.querySelectorAll<HTMLElement>('main button')].find((button) =>
    word.test(button.textContent),
  )
  if (found === undefined) throw new Error(`no button ${String(word)}`)
  found.click()
  await settle()
}
const openFirst = (): Promise<void> => press('main [role="listitem"] button')
const openTab = async (
  part: 'choose' | 'wording' | 'review' | 'write' | 'compare' | 'exact',
): Promise<void> => {
  await press(`#publication-tab-${part}`)
  await settle(400)
}
/** A review that finds one issue. */
const reviewOf = ({
  kind,
  place,
  seed,
  why = '',
  isFinal = false,
}: {
  readonly kind: Out<'publications.review'>['items'][number]['kind']
  readonly place: 'source' | 'report' | 'claim'
  readonly seed: number
  readonly why?: string
  readonly isFinal?: boolean
}) => ({
  basedOn: stateDigest,
  items: [
    {
      item: `${kind}:${recordId(seed)}:${why}`,
      kind,
      state: 'blocks' as const,
      notOverridable: isFinal,
      subject: recordId(seed),
      place,
      name: 'Quiet Harbour',
      about: '',
      family: null,
      sentence: null,
      count: 1,
      reason: null,
    },
  ],
  ready: false,
})
const lastCall = (test: TestVault, channel: string): unknown =>
  [...test.calls].reverse().find((call) => call.channel === channel)?.input

const screens: Readonly<
  Record<string, { options?: TestVaultOptions; steps?: () => Promise<void> }>
> = {
  empty: { options: { empty: true } },
  choose: {},
  review: { steps: openFirst },
  compare: {
    steps: async () => {
      await openFirst()
      await openTab('compare')
    },
  },
  exact: {
    steps: async () => {
      await openFirst()
      await openTab('exact')
    },
  },
  write: {
    steps: async () => {
      await openFirst()
      await openTab('write')
    },
  },
  wording: {
    steps: async () => {
      await openFirst()
      await openTab('wording')
    },
  },
  chosen: {
    steps: async () => {
      await openFirst()
      await openTab('choose')
    },
  },
}

describe.each(Object.entries(screens))('public record, %s', (name, { options, steps }) => {
  it.each(viewLanguages)('is accessible and fits, in %s', async (language) => {
    await begin({ ...options, language })
    await steps?.()
    await shoot(`publications-${name}-${language}`)
    await expectAccessible()
    expectNothingCut()
    expectReachable()
  })

  it.runIf(isLong)('fits words that are longer by two fifths', async () => {
    await begin({ ...options, words: longWords })
    await steps?.()
    expectNothingCut()
  })
})

describe('a review', () => {
  it('takes a reason for an open item, and then nothing stops the writing', async () => {
    const test = await begin()
    await openFirst()
    await buttonSaying(/^Allow anyway…$/)
    await userEvent.fill(await untilFound('[role="dialog"] textarea'), 'All of them have left')
    await press('[role="dialog"] button[type="submit"]')
    const { content } = lastCall(test, 'publications.save') as In<'publications.save'>
    expect(content.overrides.map(({ reason }) => reason)).toEqual(['All of them have left'])

    await openTab('write')
    await buttonSaying(/^Save files…$/)
    await settle()
    const { formats } = lastCall(test, 'publications.write') as In<'publications.write'>
    expect(formats).toEqual(['html', 'pdf'])
    expect(document.querySelectorAll('main table tbody tr')).toHaveLength(2)
    const main = (): string[] =>
      [...document.querySelectorAll('main form button[class*="primary"]')].map(
        ({ textContent }) => textContent,
      )
    // Done: nothing asks for it again, until other formats are wanted.
    expect(main()).toEqual([])
    await userEvent.click(page.getByText('CSV', { exact: true }))
    await expect.poll(main).toEqual(['Save files…'])
  })

  // Nothing in the view of the source, claim or text ends these.
  it.each([
    [{ kind: 'consent', place: 'source', seed: 10, isFinal: true }, 'Choose'],
    [{ kind: 'draft', place: 'report', seed: 20, why: 'gone' }, 'Choose'],
    [{ kind: 'draft', place: 'report', seed: 20, why: 'newer' }, 'Wording'],
    [{ kind: 'draft', place: 'claim', seed: 40, why: 'no-phrase' }, 'Wording'],
    [{ kind: 'unattributed', place: 'claim', seed: 40 }, 'Wording'],
    [{ kind: 'phrase-language', place: 'claim', seed: 40 }, 'Wording'],
  ] as const)(
    'leads from Fix… to the part of the form that can fix it: %j',
    async (issue, part) => {
      await begin({ answers: { 'publications.review': () => reviewOf(issue) } })
      await openFirst()
      await buttonSaying(/^Fix…$/)
      await settle(400)
      const shown = document.querySelector('main [role="tab"][aria-selected="true"]')
      expect(shown?.textContent).toBe(part)
      expect(document.body.textContent).not.toContain('Back to the check')
    },
  )

  it.each([
    { kind: 'consent', place: 'source', seed: 10 },
    { kind: 'draft', place: 'report', seed: 20, why: 'not-filed' },
  ] as const)('leads from Fix… to the record that can fix it: %j', async (issue) => {
    await begin({ answers: { 'publications.review': () => reviewOf(issue) } })
    await openFirst()
    await buttonSaying(/^Fix…$/)
    await settle(400)
    await expect.element(page.getByRole('button', { name: 'Back to the check' })).toBeVisible()
  })

  it('offers no allowing where nothing can be allowed', async () => {
    const issue = { kind: 'consent', place: 'source', seed: 10, isFinal: true } as const
    await begin({ answers: { 'publications.review': () => reviewOf(issue) } })
    await openFirst()
    await shoot('publications-withdrawn-en')
    const banner = document.querySelector('main [aria-label="Check"]')?.firstElementChild
    expect(banner?.textContent).toContain('leave it out')
    expect(banner?.textContent).not.toContain('allow it and say why')
  })

  it('is beside a comparison that has all that is printed of a claim, its grade too', async () => {
    await begin()
    await openFirst()
    await openTab('compare')
    const rows = [...document.querySelectorAll('main table tbody tr')]
    const grade = rows.find((row) => row.firstElementChild?.textContent === 'Credibility')
    const [, original, printed] = [...(grade?.children ?? [])].map((cell) => cell.textContent)
    expect(original).toMatch(/^[1-6] · \w/)
    expect(printed).toBe(original)
  })

  it('with open items leaves no way to write', async () => {
    await begin()
    await openFirst()
    await openTab('write')
    const button = document.querySelector<HTMLButtonElement>('main button[type="submit"]')
    expect(button?.disabled).toBe(true)
  })
})

describe('the builder', () => {
  it('redacts selected words wherever they are, by keyboard alone', async () => {
    const test = await begin()
    await openFirst()
    await openTab('wording')
    // It comes once the report is read.
    const field = (await untilFound('main .cm-content')) as HTMLElement
    const { state } = EditorView.findFromDOM(field)!
    field.focus()
    await userEvent.keyboard('{Control>}{Home}{ArrowRight}{ArrowRight}{/Control}')
    await userEvent.keyboard('{Shift>}{Control>}{ArrowRight}{/Control}{/Shift}')
    await settle()
    await shoot('publications-redacting-en')
    await expectAccessible()
    // Back over the switch, to the last button of the bar.
    await userEvent.keyboard('{Shift>}{Tab}{Tab}{/Shift}')
    expect(document.activeElement?.textContent).toMatch(/^Replace everywhere \(/)
    await userEvent.keyboard('{Enter}')
    await settle()
    expect(document.activeElement).toBe(field)
    await buttonSaying(/^Save$/)
    const { content } = lastCall(test, 'publications.save') as In<'publications.save'>
    const [, added, ...more] = content.reports[0]?.redactions ?? []
    const word = state.sliceDoc(added?.start, added?.end)
    expect(word).toMatch(/^\w+$/)
    expect(more).toHaveLength(state.doc.toString().split(word).length - 2)
    expect(added?.category).toBe('name')
    // Struck out in the text, with its kind behind it, and gone from what is printed.
    expect([...field.querySelectorAll('del')].map(({ textContent }) => textContent)).toContain(word)
    await userEvent.click(page.getByText('Show as printed'))
    await settle()
    await shoot('publications-as-printed-en')
    const printed = document.querySelector('main [role="region"][aria-label="As printed"]')
    expect(printed?.textContent).not.toContain(word)
    await expectAccessible()
  })

  it('leads from what is chosen to its wording, with the way to save always in view', async () => {
    const test = await begin()
    await press('main button[aria-label="New publication"]')
    const list = document.querySelector('main section')
    expect(list?.textContent).toContain('Draft, not saved yet')
    await userEvent.fill(await untilFound('main form input[type="text"]'), 'Returns in October')
    await buttonSaying(/^Next: wording$/)
    // Without a case there is nothing to word.
    await expect.element(page.getByText('Choose a case.')).toBeVisible()
    await buttonSaying(/^Cancel$/)
    await openFirst()
    await openTab('wording')
    await untilFound('main .cm-content')
    const save = [...document.querySelectorAll('main form button')].find(
      ({ textContent }) => textContent === 'Save',
    )
    const { bottom } = save!.getBoundingClientRect()
    expect(bottom).toBeLessThanOrEqual(innerHeight)
    await openTab('choose')
    expect(document.querySelector('main .cm-content')).toBeNull()
    await press('main form ul input:checked')
    await buttonSaying(/^Save$/)
    const { content } = lastCall(test, 'publications.save') as In<'publications.save'>
    expect(content.claims).toEqual([])
  })

  it('is saved before it is checked, and stays at its step when it is saved', async () => {
    const test = await begin()
    await openFirst()
    await openTab('choose')
    const title = (): Promise<Element> => untilFound('main form input[type="text"]')
    const shown = (): string | undefined =>
      document.querySelector('main [role="tab"][aria-selected="true"]')?.textContent
    await userEvent.fill(await title(), 'Returns in October')
    await buttonSaying(/^Save$/)
    expect(shown()).toBe('Choose')
    await userEvent.fill(await title(), 'Returns in November')
    await openTab('review')
    const { content, rev } = lastCall(test, 'publications.save') as In<'publications.save'>
    expect([content.title, rev]).toEqual(['Returns in November', 2])
    expect(lastCall(test, 'publications.review')).toMatchObject({ rev: 3 })
    expect(shown()).toBe('Check')
  })

  it('shows no check of what is not saved', async () => {
    await begin({
      answers: {
        'publications.save': () => {
          throw new Refuse('storage')
        },
      },
    })
    await openFirst()
    await openTab('wording')
    await userEvent.fill(await untilFound('main form textarea'), 'Another summary')
    await openTab('review')
    expect(document.querySelector('main [data-override]')).toBeNull()
    await expect.element(page.getByRole('alert')).toBeVisible()
    await buttonSaying(/^Cancel$/)
    await untilFound('main [data-override]')
  })

  it('asks for case, title and wording before it saves', async () => {
    const test = await begin({ empty: true })
    await buttonSaying(/New publication/)
    await press('main form button[type="submit"]')
    expect(lastCall(test, 'publications.save')).toBeUndefined()
    await expectAccessible()
  })
})
