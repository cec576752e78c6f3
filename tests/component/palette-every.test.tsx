import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { entries } from '../../src/renderer/features/settings/entries.ts'
import type { ViewTarget } from '../../src/renderer/app/view-state.ts'
import type { TestVaultOptions } from './answers.ts'
import { press, pressAt } from './page-objects.ts'
import { focusRow, keys } from './list-page-objects.ts'
import { egret } from './reviewer-answers.ts'
import { isLong } from './view-languages.ts'
import { closeWindow, goTo, goToSettings, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const firstRow = 'main [role="listitem"][aria-posinset="1"] button'
const openFirst = (): Promise<void> => pressAt(firstRow)
const chooseFirst = async (): Promise<void> => {
  await focusRow(1)
  await keys('x')
}

/** Pages of the settings with buttons; the others have fields alone. */
const pagesWithCommands = entries.flatMap(({ sections: [section] }) =>
  ['appearance', 'locking', 'retention'].includes(section) ? [] : [section],
)

/** Each view, and the steps to reach it. */
const views: Readonly<
  Record<
    string,
    {
      readonly area: ViewTarget
      readonly steps?: () => Promise<void>
      readonly options?: TestVaultOptions
    }
  >
> = {
  cases: { area: 'cases', steps: openFirst },
  'cases, some chosen': { area: 'cases', steps: chooseFirst },
  'reports, filed': { area: 'reports', steps: openFirst },
  'reports, a draft': { area: 'reports', steps: () => pressAt(firstRow.replace('"1"', '"3"')) },
  'reports, some chosen': { area: 'reports', steps: chooseFirst },
  sources: { area: 'sources', steps: openFirst },
  'sources, some chosen': { area: 'sources', steps: chooseFirst },
  claims: { area: 'claims', steps: openFirst },
  'claims, a form': { area: 'claims', steps: () => openFirst().then(() => press('Edit')) },
  'claims, some chosen': { area: 'claims', steps: chooseFirst },
  timeline: { area: 'timeline' },
  // Its places are read first.
  map: { area: 'map', steps: async () => void (await untilFound('svg [role="button"]')) },
  publications: { area: 'publications', steps: openFirst },
  'publications, a form': {
    area: 'publications',
    steps: () => openFirst().then(() => pressAt('#publication-tab-wording')),
  },
  exchange: { area: 'exchange' },
  'exchange, an export': {
    area: 'exchange',
    steps: () => press('Start an export'),
  },
  journal: { area: 'journal', steps: openFirst },
  ...Object.fromEntries(
    pagesWithCommands.map((section) => [
      `settings, ${section}`,
      {
        area: 'settings' as const,
        steps: () => goToSettings(section),
        options: { reviewers: [egret] },
      },
    ]),
  ),
  help: { area: 'help', steps: () => press('Your first vault') },
}

/**
 * Buttons with a shorter name than their command in the palette, because their place says the rest.
 */
const calledOtherwise: Readonly<Record<string, readonly string[]>> = {
  Delete: ['Delete selected'],
  'Set a date…': ['Retention of this record…'],
  '1 open finding': ['Show findings'],
  'Override…': ['Override:'],
  'Allow anyway…': ['Allow anyway:'],
  'Send…': ['Send this'],
  'Start an export': ['Export reports…'],
  'Choose a file…': ['Import a file…'],
  'Discard…': ['Discard the file of'],
  'Start hand-over': ['Hand over to the desk…'],
  'Add from a card…': ['Add a contact from a card…'],
  'Remove Desk in Seoul': ['Stop sealing to “Desk in Seoul”'],
  'Remove Second editor': ['Stop sealing to “Second editor”'],
  'Change…': ['Change the passphrase…', 'Change the passphrase for identities…'],
  'New code…': ['New recovery code…'],
  'Keep it at the desk…': ['Keep the recovery code at the desk'],
  'Re-encrypt…': ['Re-encrypt a contact’s backup…'],
  'Open…': ['Open the identity key…'],
  'Add a public key…': ['Seal identities to another key…'],
  'Turn off': ['Stop requiring a second reader'],
  'Add a person…': ['Add a second reader…'],
  Open: ['Before a border'],
  'Go to Cases': ['Cases'],
}

const inSettings: typeof calledOtherwise = {
  ...calledOtherwise,
  'Set…': ['Set or change the wipe passphrase…'],
}

const inReports: typeof calledOtherwise = { ...calledOtherwise, 'Override…': ['Override…'] }

/**
 * Not a command: an element that opens a list of choices, a row that opens itself, a field value, a
 * link to a record or a place by its name, a step of a form.
 */
const isNoAct =
  '[role="tab"], [aria-haspopup], [aria-expanded], [class*="_row_"], [class*="_offer"], [class*="_link_"], [class*="_chip_"], [class*="_remove_"], [class*="_clear_"], [class*="_step_"]'

/** Names of the buttons that can be pressed in a view. */
const pressable = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('main button:not([disabled])')]
    .filter(
      (button) =>
        !button.matches(isNoAct) &&
        button.closest('[role="listitem"], table, [class*="_offers_"]') === null,
    )
    .map((button) => button.getAttribute('aria-label') ?? button.innerText)
    // Some say their key too.
    .map((name) => name.replace(/ \((Ctrl|Shift|F\d)[^)]*\)$/, ''))
    .filter((name) => name !== '')

const offered = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].map(
    (item) => item.innerText.split('\n')[0] ?? '',
  )

describe('the palette offers what', () => {
  it.each(isLong ? Object.entries(views) : Object.entries(views).slice(0, 4))(
    '%s: can be pressed there',
    async (_, { area, steps, options }) => {
      await openWindow(options)
      await goTo(area)
      await steps?.()
      await settle()
      const words =
        area === 'settings' ? inSettings : area === 'reports' ? inReports : calledOtherwise
      const names = new Set(pressable().flatMap((name) => words[name] ?? [name]))
      expect(names.size).toBeGreaterThan(0)
      await userEvent.keyboard('{Control>}k{/Control}')
      await expect.element(page.getByRole('dialog')).toBeVisible()
      await settle(120)
      const atOnce = new Set(offered())
      const missing: string[] = []
      for (const name of names) {
        if (atOnce.has(name)) continue
        // Commands of other views are listed once the user types for them.
        await userEvent.fill(page.getByRole('searchbox', { name: 'Search or go to' }), name)
        await settle(120)
        if (!offered().some((one) => one.startsWith(name))) missing.push(name)
      }
      expect(missing).toEqual([])
    },
  )
})
