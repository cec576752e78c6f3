import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { MessageKey } from '../../src/renderer/i18n/messages.ts'
import type { ViewTarget } from '../../src/renderer/app/view-state.ts'
import { expectNothingCut, expectReachable } from './checks.ts'
import { press } from './export-review.ts'
import { keysByHand } from './page-objects.ts'
import { expectFineInThemes } from './in-themes.ts'
import { isShown, pressNamed } from './named.ts'
import { fileOfStranger, theirReport } from './views-answers.ts'
import { Refuse } from './saved-records.ts'
import type { TestVaultOptions } from './answers.ts'
import { isLong, viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'

/** The `index`th row of the list, counted from 0. */
const openRow = (index: number): Promise<void> =>
  press(`main [role="listitem"][aria-posinset="${index + 1}"] button`)

const openTab = async (index: number): Promise<void> => {
  const tabs = [...document.querySelectorAll<HTMLElement>('main [role="tab"]')]
  tabs[index]?.click()
  await settle()
}

const next = (): Promise<void> => press('main button[type="submit"]')

const classicKey = `age1${'z'.repeat(58)}`

const toWhom = async (): Promise<void> => {
  await press('main section section button')
  await next()
}
const toReview = async (): Promise<void> => {
  await toWhom()
  await userEvent.fill(await keysByHand(), classicKey)
  await press('main form [class*="banner"] input[type="checkbox"]')
  await userEvent.fill(page.getByRole('textbox').last(), 'For the desk, to be checked')
  await next()
}
const toPreview = (): Promise<void> => press('main section section:nth-of-type(2) button')

type Screen = {
  readonly area: ViewTarget
  readonly options?: TestVaultOptions
  readonly steps?: () => Promise<void>
  /** A heading, name or text that is shown once the view is reached. */
  readonly shows: MessageKey
}

const typeBody = async (): Promise<void> => {
  await openRow(2)
  await userEvent.click(await untilFound('.cm-content'))
  await userEvent.keyboard(' ')
  await settle(1_200)
}

const screens: Readonly<Record<string, Screen>> = {
  'reports-empty': { shows: 'reports.emptyTitle', area: 'reports', options: { empty: true } },
  'reports-draft': { shows: 'reports.moreDetails', area: 'reports', steps: () => openRow(2) },
  'reports-filed': { shows: 'reports.revise', area: 'reports', steps: () => openRow(0) },
  'reports-theirs': {
    shows: 'contacts.theirsText',
    area: 'reports',
    options: {
      answers: theirReport,
    },
    steps: () => openRow(0),
  },
  'reports-revising': { shows: 'reports.moreDetails', area: 'reports', steps: () => openRow(1) },
  'reports-new': {
    shows: 'editor.placeholder',
    area: 'reports',
    steps: () => pressNamed('reports.new'),
  },
  'reports-translations': {
    shows: 'reports.translationTitle',
    area: 'reports',
    steps: async () => {
      await openRow(0)
      await openTab(1)
    },
  },
  'reports-translations-edit': {
    shows: 'reports.addTranslation',
    area: 'reports',
    steps: async () => {
      await openRow(1)
      await openTab(1)
      await press('[role="tabpanel"] button')
    },
  },
  'reports-revisions': {
    shows: 'reports.revisionList',
    area: 'reports',
    steps: async () => {
      await openRow(0)
      await openTab(3)
    },
  },
  'reports-revision': {
    shows: 'reports.revisionClose',
    area: 'reports',
    steps: async () => {
      await openRow(0)
      await openTab(3)
      await press('[role="tabpanel"] ol button')
    },
  },
  'reports-file': {
    shows: 'reports.fileTitle',
    area: 'reports',
    steps: async () => {
      await openRow(1)
      await press('main button[class*="primary"]')
    },
  },
  'reports-filter': {
    shows: 'reports.filterState',
    area: 'reports',
    steps: () => pressNamed('reports.filter'),
  },
  'reports-search': {
    shows: 'search.hidePlaces',
    area: 'reports',
    steps: async () => {
      await userEvent.fill(await untilFound('input[type="search"]'), 'asian')
      await settle(500)
    },
  },
  'reports-search-help': {
    shows: 'search.helpCjk',
    area: 'reports',
    steps: async () => {
      await pressNamed('reports.filter')
      await press('[role="dialog"] summary')
    },
  },
  'reports-unsaved': {
    shows: 'failures.storage.title',
    area: 'reports',
    options: {
      answers: {
        'reports.save': () => {
          throw new Refuse('storage')
        },
      },
    },
    steps: typeBody,
  },
  'reports-conflict': {
    shows: 'reports.conflictTitle',
    area: 'reports',
    options: {
      answers: {
        'reports.save': () => {
          throw new Refuse('conflict')
        },
      },
    },
    steps: typeBody,
  },
  'cases-empty': { shows: 'cases.emptyTitle', area: 'cases', options: { empty: true } },
  cases: { shows: 'cases.progress', area: 'cases', steps: () => openRow(0) },
  'cases-edit': {
    shows: 'cases.save',
    area: 'cases',
    steps: async () => {
      await openRow(0)
      await pressNamed('cases.edit')
    },
  },
  sources: { shows: 'sources.contact', area: 'sources', steps: () => openRow(0) },
  'sources-new': { shows: 'sources.kind', area: 'sources', steps: () => pressNamed('sources.new') },
  exchange: { shows: 'contacts.aside', area: 'exchange' },
  'exchange-empty': { shows: 'exchange.pastEmpty', area: 'exchange', options: { empty: true } },
  'export-what': {
    shows: 'exchange.whatTitle',
    area: 'exchange',
    steps: () => press('main section section button'),
  },
  'export-reports': {
    shows: 'exchange.filterReports',
    area: 'exchange',
    steps: async () => {
      await press('main section section button')
      await press('main [role="radiogroup"] label:nth-of-type(2)')
    },
  },
  'export-whom': { shows: 'exchange.whomTitle', area: 'exchange', steps: toWhom },
  'export-passphrase': {
    shows: 'unlock.suggestion',
    area: 'exchange',
    steps: async () => {
      await toWhom()
      await press('main [role="radiogroup"] label:nth-of-type(2)')
    },
  },
  'export-review': { shows: 'exchange.reviewTitle', area: 'exchange', steps: toReview },
  'export-done': {
    shows: 'exchange.doneTitle',
    area: 'exchange',
    steps: async () => {
      await toReview()
      await next()
    },
  },
  'contacts-add': {
    shows: 'contacts.addNow',
    area: 'exchange',
    steps: () => press('section[aria-labelledby="contacts"] > div button'),
  },
  'contacts-verify': {
    shows: 'contacts.verifyNow',
    area: 'exchange',
    steps: () => press('section[aria-labelledby="contacts"] li button[class*="primary"]'),
  },
  'import-stranger': {
    shows: 'contacts.leaveAside',
    area: 'exchange',
    steps: () => press('section[aria-labelledby="set-aside"] li button'),
    options: {
      answers: fileOfStranger,
    },
  },
  'import-preview': { shows: 'contacts.fromUnverified', area: 'exchange', steps: toPreview },
  'import-passphrase': {
    shows: 'exchange.needPassphrase',
    area: 'exchange',
    options: {
      answers: {
        'imports.preview': () => {
          throw new Refuse('not-for-us', ['passphrase'])
        },
      },
    },
    steps: toPreview,
  },
  'import-done': {
    shows: 'exchange.toReports',
    area: 'exchange',
    steps: async () => {
      await toPreview()
      await press('main button[class*="primary"]')
    },
  },
}

const show = async (
  { options, area, steps, shows }: Screen,
  more: TestVaultOptions & { readonly words?: Readonly<Record<string, string>> },
): Promise<void> => {
  await openWindow({ ...options, ...more })
  await settle()
  await goTo(area)
  await steps?.()
  // Steps that end elsewhere must not pass by accident.
  await expect.poll(() => isShown(shows)).toBe(true)
}

afterEach(closeWindow)

describe.each(Object.entries(screens))('%s', (name, screen) => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme, and can be used without a mouse`, async () => {
      await show(screen, { language })
      await expectFineInThemes(name, language)
      expectReachable()
    })
  }

  it.runIf(isLong)('has room for words that are 40 per cent longer', async () => {
    await show(screen, { theme: 'light', words: longWords })
    await shoot(`${name}-long`)
    expectNothingCut()
    expectReachable()
  })
})
