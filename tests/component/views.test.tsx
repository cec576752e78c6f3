import { afterEach, describe, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { NavArea } from '../../src/renderer/view-state.tsx'
import { expectAccessible, expectNothingCut, expectReachable, themesOf } from './checks.ts'
import { press } from './export-review.ts'
import { Refuse } from './shelf.ts'
import type { DeskOptions } from './answers.ts'
import {
  closeWindow,
  goTo,
  longWords,
  openWindow,
  settle,
  shoot,
  untilFound,
  untilStill,
} from './window.tsx'

const languages = ['en', 'ko', 'zh'] as const

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
const toWhy = async (): Promise<void> => {
  await toWhom()
  await userEvent.fill(await untilFound('main textarea'), classicKey)
  await press('main form [class*="banner"] input[type="checkbox"]')
  await next()
}
const toReview = async (): Promise<void> => {
  await toWhy()
  await userEvent.fill(await untilFound('main textarea'), 'For the desk, to be checked')
  await next()
}
const toPreview = (): Promise<void> => press('main section section:nth-of-type(2) button')

type Screen = {
  readonly area: NavArea
  readonly options?: DeskOptions
  readonly steps?: () => Promise<void>
}

const typeBody = async (): Promise<void> => {
  await openRow(2)
  await userEvent.click(await untilFound('.cm-content'))
  await userEvent.keyboard(' ')
  await settle(1_200)
}

const screens: Readonly<Record<string, Screen>> = {
  'reports-empty': { area: 'reports', options: { empty: true } },
  'reports-draft': { area: 'reports', steps: () => openRow(2) },
  'reports-filed': { area: 'reports', steps: () => openRow(0) },
  'reports-theirs': {
    area: 'reports',
    options: {
      answers: {
        'records.revisable': () => ({
          may: false,
          by: { author: '77B0-12AA-93FE-0C4D', from: { state: 'verified', pseudonym: 'Egret' } },
        }),
        'custody.of': ({ id }) => ({
          revisions: [],
          holders: [],
          notices: [
            {
              subject: id,
              subjectKind: 'source',
              name: 'Quiet Heron',
              kind: 'withdrawal',
              day: '2024-04-02',
              author: '77B0-12AA-93FE-0C4D',
              from: { state: 'verified', pseudonym: 'Egret' },
              text: '',
              uses: ['internal', 'share-desk'],
              isAnswered: false,
            },
          ],
        }),
      },
    },
    steps: () => openRow(0),
  },
  'reports-revising': { area: 'reports', steps: () => openRow(1) },
  'reports-new': { area: 'reports', steps: () => press('main header button:nth-of-type(2)') },
  'reports-translations': {
    area: 'reports',
    steps: async () => {
      await openRow(0)
      await openTab(1)
    },
  },
  'reports-translations-edit': {
    area: 'reports',
    steps: async () => {
      await openRow(1)
      await openTab(1)
      await press('[role="tabpanel"] button')
    },
  },
  'reports-revisions': {
    area: 'reports',
    steps: async () => {
      await openRow(0)
      await openTab(3)
    },
  },
  'reports-revision': {
    area: 'reports',
    steps: async () => {
      await openRow(0)
      await openTab(3)
      await press('[role="tabpanel"] ol button')
    },
  },
  'reports-file': {
    area: 'reports',
    steps: async () => {
      await openRow(1)
      await press('main button[class*="primary"]')
    },
  },
  'reports-filter': { area: 'reports', steps: () => press('main header button') },
  'reports-search': {
    area: 'reports',
    steps: async () => {
      await userEvent.fill(await untilFound('input[type="search"]'), 'asian')
      await settle(500)
    },
  },
  'reports-search-help': {
    area: 'reports',
    steps: () => press('main form[role="search"] > button'),
  },
  'reports-unsaved': {
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
  'cases-empty': { area: 'cases', options: { empty: true } },
  cases: { area: 'cases', steps: () => openRow(0) },
  'cases-edit': {
    area: 'cases',
    steps: async () => {
      await openRow(0)
      await press('main :is(section, div) + section header button')
    },
  },
  sources: { area: 'sources', steps: () => openRow(0) },
  'sources-new': { area: 'sources', steps: () => press('main header button') },
  exchange: { area: 'exchange' },
  'exchange-empty': { area: 'exchange', options: { empty: true } },
  'export-what': { area: 'exchange', steps: () => press('main section section button') },
  'export-reports': {
    area: 'exchange',
    steps: async () => {
      await press('main section section button')
      await press('main [role="radiogroup"] label:nth-of-type(2)')
    },
  },
  'export-whom': { area: 'exchange', steps: toWhom },
  'export-passphrase': {
    area: 'exchange',
    steps: async () => {
      await toWhom()
      await press('main [role="radiogroup"] label:nth-of-type(2)')
    },
  },
  'export-why': { area: 'exchange', steps: toWhy },
  'export-review': { area: 'exchange', steps: toReview },
  'export-done': {
    area: 'exchange',
    steps: async () => {
      await toReview()
      await next()
    },
  },
  'contacts-add': {
    area: 'exchange',
    steps: () => press('section[aria-labelledby="contacts"] > div button'),
  },
  'contacts-verify': {
    area: 'exchange',
    steps: () => press('section[aria-labelledby="contacts"] li button[class*="primary"]'),
  },
  'import-stranger': {
    area: 'exchange',
    steps: () => press('section[aria-labelledby="set-aside"] li button'),
    options: {
      answers: {
        'quarantine.preview': () => ({
          exportId: 'i2',
          sender: '77b0 12aa 93fe 0c4d 77b0 12aa 93fe 0c4d',
          senderIsUs: false,
          from: { state: 'unknown', pseudonym: '' },
          isSetAside: true,
          day: '2024-04-12',
          purpose: 'Field notes',
          seen: false,
          cameBefore: false,
          notices: [],
          escrow: null,
          items: [],
        }),
      },
    },
  },
  'import-preview': { area: 'exchange', steps: toPreview },
  'import-passphrase': {
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
    area: 'exchange',
    steps: async () => {
      await toPreview()
      await press('main button[class*="primary"]')
    },
  },
}

const show = async (
  { options, area, steps }: Screen,
  more: DeskOptions & { readonly words?: Readonly<Record<string, string>> },
): Promise<void> => {
  await openWindow({ ...options, ...more })
  await settle()
  await goTo(area)
  await steps?.()
}

afterEach(closeWindow)

describe.each(Object.entries(screens))('%s', (name, screen) => {
  for (const language of languages) {
    it(`has no fault that axe knows, in ${language} and every theme`, async () => {
      await show(screen, { theme: 'light', language })
      for (const theme of themesOf(language)) {
        document.documentElement.dataset['theme'] = theme
        await untilStill()
        await shoot(`${name}-${theme}-${language}`)
        await expectAccessible()
        expectNothingCut()
      }
    })
  }

  it('has room for words that are 40 per cent longer', async () => {
    await show(screen, { theme: 'light', words: longWords })
    await shoot(`${name}-long`)
    expectNothingCut()
  })

  it('can be used without a mouse', async () => {
    await show(screen, { theme: 'light' })
    expectReachable()
  })
})
