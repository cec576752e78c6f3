import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { topics } from '../../src/renderer/help/topics.ts'
import { mainChannels, vaultChannels } from '../../src/shared/channels.ts'
import { failureCodes } from '../../src/shared/failure.ts'
import { areas } from '../../src/renderer/app/view-state.ts'
import { expectNothingCut } from './checks.ts'
import { accessible, press, pressAt, type } from './page-objects.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const references = (): string[] =>
  [...document.querySelectorAll('code[translate="no"]')].map((code) => code.textContent)

/** A desk that answers on one channel what no contract allows, or not at all. */
const spoil = (channel: string, answer: () => Promise<unknown>): void => {
  const { api } = window
  Object.defineProperty(window, 'api', {
    value: { ...api, [channel]: answer },
    configurable: true,
  })
}
const nonsense = (): Promise<unknown> =>
  Promise.resolve({ ok: true, value: { lines: [null], more: false } })

describe('a failure that is shown', () => {
  it('has a reference of a code and a request out of closed lists, however it is shown', async () => {
    await openWindow({
      answers: {
        'records.remove': () => {
          throw new Refuse('storage')
        },
        'cases.save': () => {
          throw new Refuse('conflict')
        },
      },
    })
    // At the foot of the window, where the act has no screen; it stays until it is closed.
    await goTo('sources')
    await pressAt('main [role="listitem"][aria-posinset="1"] button')
    await press('More actions')
    await page.getByRole('menuitem', { name: 'Delete source' }).click()
    await expect.element(page.getByText('Couldn’t write to the disk')).toBeVisible()
    await expect.element(page.getByText(/Free up space, or check/)).toBeVisible()
    await shoot('toast-reference')
    // With words of its own.
    await goTo('cases')
    await press('New case')
    await userEvent.fill(page.getByRole('textbox').first(), 'The second crossing')
    await press('Save case')
    // Also where a request got no answer at all.
    spoil('exports.list', () => Promise.reject(new Error('/secret/path of Heron')))
    await goTo('exchange')
    await settle()
    const shown = references()
    expect(shown).toEqual(['internal/exports.list', 'storage/records.remove'])
    await goTo('cases')
    await press('Save case')
    await shoot('conflict-reference')
    expect(references()).toContain('conflict/cases.save')
    expect(document.body.textContent).not.toMatch(/Heron's|secret\/path/)
    for (const reference of [...shown, ...references()]) {
      const [code, where] = reference.split('/')
      expect(failureCodes).toContain(code)
      expect([...mainChannels, ...vaultChannels]).toContain(where)
    }
  })

  it('names the reference in the report of what was left, too', async () => {
    await openWindow({
      answers: {
        'records.remove': () => {
          throw new Refuse('held')
        },
      },
    })
    await goTo('sources')
    await press('Order: Newest first')
    await page.getByRole('menuitem', { name: 'Select several' }).click()
    await press('Select all')
    await press('Delete')
    await untilFound('main code[translate="no"]')
    expect(references()).toEqual(['held/records.remove'])
    await shoot('left-reference')
  })

  it('has its reference selected by one press', async () => {
    await openWindow()
    spoil('exports.list', () => Promise.reject(new Error()))
    await goTo('exchange')
    await userEvent.click(await untilFound('code[translate="no"]'))
    expect(getSelection()?.toString()).toBe('internal/exports.list')
  })

  it('is said where the window itself cannot begin', async () => {
    await openWindow({
      answers: {
        'app.info': () => {
          throw new Refuse('internal')
        },
      },
    })
    expect(references()).toEqual(['internal/app.info'])
  })
})

describe('a view that crashed', () => {
  for (const language of ['en', 'ko', 'zh'] as const) {
    it(`says which, and nothing of the error, in ${language}`, async () => {
      await openWindow({ language, theme: language === 'ko' ? 'dark' : 'light' })
      spoil('journal.list', nonsense)
      await goTo('journal')
      await untilFound('main code[translate="no"]')
      expect(references()).toEqual(['crash/journal'])
      expect(areas).toContain('journal')
      expect(document.querySelector('main')?.textContent).not.toMatch(/TypeError|not a function/)
      await shoot(`crash-${language}`)
      await accessible()
      expectNothingCut()
    })
  }

  it('leaves other views as they were, with what was typed into them', async () => {
    await openWindow()
    await goTo('cases')
    await press('New case')
    await type('Title', 'The second crossing')
    spoil('journal.list', nonsense)
    await goTo('journal')
    await untilFound('main code[translate="no"]')
    await goTo('cases')
    await expect.element(page.getByRole('textbox').first()).toHaveValue('The second crossing')
  })
})

describe('help', () => {
  it('explains the reference in every language', async () => {
    for (const language of ['en', 'ko', 'zh'] as const) {
      await openWindow({ language })
      await goTo('help')
      const rows = document.querySelectorAll<HTMLElement>('main section:first-of-type li > button')
      rows[topics.indexOf('faults')]?.click()
      await settle()
      expect(document.querySelector('main article')?.textContent).toContain('storage/reports.save')
      await shoot(`help-faults-${language}`)
    }
  })
})
