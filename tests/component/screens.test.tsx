import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ViewTarget } from '../../src/renderer/app/view-state.ts'
import { expectNothingCut, expectReachable } from './checks.ts'
import { expectFineInThemes } from './in-themes.ts'
import {
  closeWindow,
  goTo,
  goToSettings,
  longWords,
  openWindow,
  settle,
  shoot,
  untilFound,
} from './window.tsx'
import type { TestVaultOptions } from './answers.ts'
import { isLong, viewLanguages } from './view-languages.ts'

const press = async (selector: string): Promise<void> => {
  const found = await untilFound(selector)
  ;(found as HTMLElement).click()
  await settle()
}

type Screen = {
  readonly options?: TestVaultOptions
  readonly area?: ViewTarget
  readonly steps?: () => Promise<void>
}

const primary = 'main button[class*="primary"]'

const screens: Readonly<Record<string, Screen>> = {
  sheet: {
    options: { state: 'none' },
    steps: async () => {
      await press(primary)
      for (const field of document.querySelectorAll('input[type="password"]')) {
        await userEvent.fill(field, 'orbit cactus lemon tiger window spoon')
      }
      await press(primary)
    },
  },
  'palette-words': {
    steps: async () => {
      await userEvent.keyboard('{Control>}k{/Control}')
      await userEvent.type(await untilFound('[role="dialog"] input'), 're')
      await settle(400)
    },
  },
  welcome: { options: { state: 'none', runtime: 'evaluation' } },
  passphrase: { options: { state: 'none' }, steps: () => press(primary) },
  unlock: { options: { state: 'locked' } },
  'unlock-wrong': {
    options: { state: 'locked' },
    steps: async () => {
      await userEvent.type(await untilFound('input'), 'wrong')
      await press('button[type="submit"]')
    },
  },
  recover: {
    options: { state: 'locked' },
    steps: () => press('[class*="apart"] button'),
  },
  'journal-line': { area: 'journal', steps: () => press('[role="listitem"] button') },
  journal: { area: 'journal', options: { empty: true } },
  settings: { area: 'settings' },
  'settings-passphrase': {
    area: 'settings',
    steps: async () => {
      await goToSettings('access')
      const buttons = [...document.querySelectorAll<HTMLElement>('main section section button')]
      buttons.find((button) => button.textContent.trim().endsWith('…'))?.click()
      await settle(400)
    },
  },
  palette: {
    steps: async () => {
      await userEvent.keyboard('{Control>}k{/Control}')
      await settle(400)
    },
  },
  shortcuts: {
    steps: async () => {
      await userEvent.keyboard('?')
      await settle(400)
    },
  },
  rescue: { options: { state: 'rescue', runtime: 'evaluation' }, area: 'settings' },
}

const show = async (
  { options, area, steps }: Screen,
  more: TestVaultOptions & { readonly words?: Readonly<Record<string, string>> },
): Promise<void> => {
  await openWindow({ ...options, ...more })
  await settle()
  if (area !== undefined) await goTo(area)
  await steps?.()
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

describe('on a small window', () => {
  it.each(['unlock', 'settings', 'journal-line'])('%s keeps its words whole', async (name) => {
    await page.viewport(900, 600)
    await show(screens[name] ?? {}, { theme: 'light' })
    await shoot(`${name}-small`)
    expectNothingCut()
    await page.viewport(1366, 768)
    expect(innerWidth).toBe(1366)
  })
})
