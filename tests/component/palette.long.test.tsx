import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { last, press, pressAt } from './page-objects.ts'
import { heldAnswers } from './held-answers.ts'
import { viewLanguages } from './view-languages.ts'
import {
  closeWindow,
  goTo,
  goToSettings,
  openWindow,
  settle,
  shoot,
  untilFound,
} from './window.tsx'

afterEach(closeWindow)

const openPalette = async (typed = ''): Promise<void> => {
  await userEvent.keyboard('{Control>}k{/Control}')
  await expect.element(page.getByRole('dialog')).toBeVisible()
  if (typed !== '') await userEvent.keyboard(typed)
  await settle(200)
}
const offered = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].map(
    (item) => item.innerText.split('\n')[0] ?? '',
  )

describe('the palette', () => {
  it('finds an act by its name in any of the three languages', async () => {
    await openWindow({ language: 'en' })
    for (const typed of ['export rep', '보고 내보', '导出报']) {
      await openPalette()
      await userEvent.fill(page.getByRole('searchbox', { name: 'Search or go to' }), typed)
      await settle(200)
      expect(offered()).toContain('Export reports…')
      await userEvent.keyboard('{Escape}{Escape}')
      await settle(200)
    }
  })

  it('finds themes and languages by all their names, and Hangul however a keyboard put it together', async () => {
    await openWindow({ language: 'en' })
    await openPalette()
    for (const [typed, name] of [
      ['테마: 어둡게', 'Theme: Dark'],
      ['主题：高对比度', 'Theme: High contrast'],
      ['언어: 한국어', 'Language: 한국어'],
      ['language: korean', 'Language: 한국어'],
      ['语言：英语', 'Language: English'],
      ['보고 내보'.normalize('NFD'), 'Export reports…'],
    ] as const) {
      await userEvent.fill(page.getByRole('searchbox', { name: 'Search or go to' }), typed)
      await settle(200)
      expect(offered()).toContain(name)
    }
  })

  it('begins an export, and the same once more after it was closed', async () => {
    await openWindow()
    for (let round = 0; round < 2; round += 1) {
      await openPalette('export reports')
      await userEvent.keyboard('{Enter}')
      await expect.element(page.getByRole('button', { name: 'Cancel' })).toBeVisible()
      await userEvent.click(page.getByRole('button', { name: 'Cancel' }))
      await expect
        .element(page.getByRole('heading', { name: 'Send & receive', level: 1 }))
        .toBeVisible()
    }
  })

  it('does what was typed, however fast Enter follows', async () => {
    await openWindow()
    await openPalette()
    await userEvent.keyboard('timeline{Enter}')
    await expect
      .poll(
        () =>
          document.querySelector<HTMLElement>('main [role="tab"][aria-selected="true"]')?.innerText,
      )
      .toBe('Timeline')
  })

  it('leads to each section of the settings', async () => {
    await openWindow()
    await openPalette('verify vault')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
    await settle(200)
    const { top } = document.getElementById('integrity')?.getBoundingClientRect() ?? { top: -1 }
    expect(top).toBeGreaterThanOrEqual(0)
    expect(top).toBeLessThan(innerHeight)
  })

  it('does what another view does: goes there, and begins it', async () => {
    await openWindow()
    for (const [typed, dialog] of [
      ['test a backup', 'Test a backup'],
      ['set or change the wipe', 'Set a wipe passphrase'],
    ] as const) {
      await openPalette(typed)
      await userEvent.keyboard('{Enter}')
      await expect.element(page.getByRole('dialog', { name: dialog })).toBeVisible()
      await userEvent.keyboard('{Escape}')
      await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull()
      await goTo('reports')
    }
  })

  it('goes where it would be done, where it cannot be done now', async () => {
    await openWindow()
    await openPalette('remove the wipe')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('heading', { name: 'Under pressure' })).toBeVisible()
    expect(document.querySelector('[role="dialog"]')).toBeNull()
  })

  it('cancels a command of another view once the user goes elsewhere, even if they come back', async () => {
    const { answers, letAll } = heldAnswers('wipe.status')
    await openWindow({ answers })
    await openPalette('set or change the wipe')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('heading', { name: 'Under pressure' })).toBeVisible()
    const nav = [...document.querySelectorAll<HTMLElement>('nav li button')]
    const settings = document.querySelector<HTMLElement>('nav [aria-current="page"]')
    for (const button of [nav[0], settings]) {
      button?.click()
      await expect.poll(() => button?.getAttribute('aria-current')).toBe('page')
    }
    letAll()
    await settle()
    await expect.element(page.getByRole('button', { name: 'Set…', exact: true })).toBeEnabled()
    expect(document.querySelector('[role="dialog"]')).toBeNull()
  })

  it('offers each act once, in the settings too, where most of them are', async () => {
    await openWindow()
    await goToSettings('backup')
    await settle(300)
    await openPalette(' ')
    const names = offered()
    expect(names).toContain('Make a backup…')
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  for (const language of viewLanguages) {
    it(`shows acts with their keys and no fault that axe knows, in ${language}`, async () => {
      await openWindow({ language })
      await openPalette()
      expect(document.querySelectorAll('[role="menuitem"] kbd').length).toBeGreaterThan(8)
      await shoot(`palette-acts-${language}`)
      await expectAccessible()
      expectNothingCut()
    })
  }
})

describe('what is open', () => {
  const openReport = async (place: number): Promise<void> => {
    await goTo('reports')
    await pressAt(`main [role="listitem"][aria-posinset="${place}"] button`)
    await untilFound('.cm-content')
  }

  it('offers what its view offers now: a draft is filed, a filed report revised', async () => {
    await openWindow()
    await openReport(3)
    await openPalette()
    expect(offered()).toEqual(
      expect.arrayContaining([
        'Sign and file…',
        'Show findings',
        'Next finding',
        'Add a file',
        'Print…',
      ]),
    )
    expect(offered()).not.toContain('Revise')
    expect(offered()).not.toContain('Send this report…')
    await userEvent.keyboard('{Escape}{Escape}')
    await openReport(1)
    await openPalette()
    expect(offered()).toEqual(expect.arrayContaining(['Revise', 'Send this report…']))
    expect(offered()).not.toContain('Sign and file…')
    expect(offered()).not.toContain('Add a file')
  })

  it('offers what a form offers while it is filled in, and does it', async () => {
    await openWindow()
    await goTo('sources')
    await pressAt('main [role="listitem"][aria-posinset="1"] button')
    await press('Edit')
    const risks = (): number =>
      document.querySelectorAll('main [role="group"] [aria-label^="Remove risk"]').length
    const before = risks()
    await openPalette('add a risk{Enter}')
    await expect.poll(risks).toBe(before + 1)
    await openPalette()
    expect(offered()).toEqual(expect.arrayContaining(['Save source', 'Cancel']))
    expect(offered()).not.toContain('Edit')
    await userEvent.keyboard('cancel{Enter}')
    await expect.poll(() => document.querySelector('main form textarea')).toBeNull()
  })

  it('offers what is done to those chosen in a list, and does it', async () => {
    const test = await openWindow()
    await goTo('cases')
    ;((await untilFound('main [role="listitem"] button')) as HTMLElement).focus()
    await userEvent.keyboard('x')
    await settle()
    await openPalette('set to paused{Enter}')
    await expect
      .poll(() => last(test, 'cases.save'))
      .toMatchObject({ content: { status: 'paused' } })
    await openPalette('종결로{Enter}')
    await expect
      .poll(() => last(test, 'cases.save'))
      .toMatchObject({ content: { status: 'closed' } })
  })

  it('offers nothing once it is closed', async () => {
    await openWindow()
    await openReport(3)
    await goTo('journal')
    await openPalette()
    // The list that is shown now offers its own.
    expect(offered()[0]).toBe('Filter')
    expect(offered()).not.toContain('Print…')
  })

  it('is done by a name of another language, keys alone', async () => {
    await openWindow()
    await openReport(3)
    await openPalette('显示疑点{Enter}')
    await expect.poll(() => document.querySelector('aside [data-list]')).not.toBeNull()
    await openPalette('인쇄{Enter}')
    await expect.element(page.getByRole('dialog')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await settle(300)
    await openPalette('add a file{Enter}')
    await expect
      .poll(() => document.querySelector('main [role="tab"][aria-selected="true"]')?.textContent)
      .toContain('Files')
  })

  it('goes out alone', async () => {
    const test = await openWindow()
    await openReport(1)
    await openPalette('send this{Enter}')
    await expect.element(page.getByRole('radio', { name: 'Reports I choose' })).toBeChecked()
    await settle(300)
    expect(document.querySelectorAll('main input[type="checkbox"]:checked')).toHaveLength(1)
    expect(last(test, 'reports.file')).toBeUndefined()
  })

  it('is a source, too: its identity is sealed from the palette', async () => {
    await openWindow({ language: 'ko' })
    await goTo('sources')
    await pressAt('main [role="listitem"] button, main li button')
    await settle()
    await openPalette()
    await shoot('palette-source-ko')
    await userEvent.keyboard('seal ')
    await settle(300)
    const names = offered()
    expect(names.length).toBeGreaterThan(0)
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('dialog')).toBeVisible()
  })

  for (const [language, theme] of [
    ['en', 'light'],
    ['ko', 'dark'],
    ['zh', 'light'],
  ] as const) {
    it(`is shown first, without a fault that axe knows, in ${language}`, async () => {
      await openWindow({ language, theme })
      await openReport(3)
      await openPalette()
      await shoot(`palette-open-${theme}-${language}`)
      await expectAccessible()
      expectNothingCut()
    })
  }
})
