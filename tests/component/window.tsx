import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { expect, inject } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../src/renderer/reset.css'
import '../../src/renderer/tokens.css'
import { Window } from '../../src/renderer/app/app.tsx'
import { messages } from '../../src/renderer/i18n/messages.ts'
import { createQueryClient } from '../../src/renderer/data/query-client.ts'
import { areas, isClaimArea } from '../../src/renderer/app/view-state.ts'
import type { SettingsSection, ViewTarget } from '../../src/renderer/app/view-state.ts'
import { entries } from '../../src/renderer/features/settings/entries.ts'
// Lazy code, imported here so that a test does not wait for the server to build it.
import '../../src/renderer/app/views.tsx'
import '../../src/renderer/features/palette/palette.tsx'
import '../../src/renderer/features/unlock/onboarding.tsx'
import '../../src/renderer/features/unlock/unlock-screen.tsx'
import '../../src/renderer/features/border/border-view.tsx'
import '../../src/renderer/features/cases/cases-view.tsx'
import '../../src/renderer/features/claims/claims-view.tsx'
import '../../src/renderer/features/claims/matrix-view.tsx'
import '../../src/renderer/features/today/today-view.tsx'
import '../../src/renderer/quick-note/quick-note.tsx'
import '../../src/renderer/features/exchange/exchange-view.tsx'
import '../../src/renderer/help/help-view.tsx'
import '../../src/renderer/features/map/map-view.tsx'
import '../../src/renderer/features/merge/merge-view.tsx'
import '../../src/renderer/features/publications/publications-view.tsx'
import '../../src/renderer/features/journal/journal-view.tsx'
import '../../src/renderer/features/reports/reports-view.tsx'
import '../../src/renderer/features/settings/settings-view.tsx'
import '../../src/renderer/features/sources/sources-view.tsx'
import '../../src/renderer/features/timeline/timeline-view.tsx'
import { createTestVault } from './test-vault.ts'
import type { TestVaultOptions } from './answers.ts'
import type { TestVault } from './test-vault.ts'

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- Merged into Vitest's own.
  interface ProvidedContext {
    shots: string
  }
}

let root: Root | null = null

/**
 * An earlier test file leaves the pointer in the same browser, possibly over an element under test.
 */
let isPointerAway = false

/** Moves the pointer away when the next window is opened. */
export const leavePointer = (): void => {
  isPointerAway = false
}

/** English words made 40 per cent longer, as a translation may be, to show what does not fit. */
export const longWords: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(messages.en).map(([key, word]) => {
    const extra = Math.ceil(word.length * 0.4)
    return [
      key,
      `${word} ${'ṁmwm '
        .repeat(Math.ceil(extra / 5))
        .slice(0, extra)
        .trim()}`,
    ]
  }),
)

/** Shows the whole window over canned answers, and waits until it is drawn. */
export const openWindow = async (
  options: TestVaultOptions & {
    readonly words?: Readonly<Record<string, string>>
    readonly client?: QueryClient
    /** Stays on the page Today, which an unlocked vault shows first. */
    readonly startsToday?: boolean
  } = {},
): Promise<TestVault> => {
  closeWindow()
  const test = createTestVault(options)
  Object.defineProperty(window, 'api', { value: test.api, configurable: true })
  const holder = document.createElement('div')
  holder.id = 'root'
  document.body.append(holder)
  root = createRoot(holder)
  root.render(
    <QueryClientProvider client={options.client ?? createQueryClient()}>
      <Window {...(options.words === undefined ? {} : { words: options.words })} />
    </QueryClientProvider>,
  )
  // The frame is drawn before its content.
  await untilFound('main *')
  // Most tests are about a view of records: the first one is that of the reports.
  if (options.startsToday !== true && document.querySelector('nav') !== null) {
    await goTo('reports')
  }
  if (!isPointerAway) {
    isPointerAway = true
    await userEvent.hover(holder, { position: { x: 1, y: 1 } })
  }
  // Until a vault is open the system theme applies; the test sets it.
  if (options.theme !== undefined) document.documentElement.dataset['theme'] = options.theme
  return test
}

/**
 * Clears React Aria's live announcements, which stay for seconds and name buttons that are gone.
 */
export const hush = (): void => {
  for (const log of document.querySelectorAll('[data-live-announcer] [role="log"]')) {
    log.replaceChildren()
  }
}

export const closeWindow = (): void => {
  root?.unmount()
  root = null
  document.getElementById('root')?.remove()
  hush()
}

/** Goes to a view by its place in the navigation and its tabs, in any language. */
export const goTo = async (area: ViewTarget): Promise<void> => {
  const entry = isClaimArea(area) ? 'claims' : area
  const button = document.querySelectorAll<HTMLButtonElement>('nav li button')[areas.indexOf(entry)]
  button?.click()
  // The button is marked as current once its view is drawn.
  await expect.poll(() => button?.getAttribute('aria-current')).toBe('page')
  await settle()
  if (!isClaimArea(area) || area === 'claims') return
  const tab = document.querySelector<HTMLElement>(`main [role="tab"][data-key="${area}"]`)
  tab?.click()
  await expect.poll(() => tab?.getAttribute('aria-selected')).toBe('true')
  await settle()
}

/** Goes to a section of the settings by the list of entries, in any language. */
export const goToSettings = async (section: SettingsSection): Promise<void> => {
  await goTo('settings')
  const first = entries.find(({ sections }) => sections.includes(section))?.sections[0]
  document.querySelector<HTMLElement>(`main li[data-section="${first}"] button`)?.click()
  const shown = await untilFound(`#${section}`)
  shown.scrollIntoView()
  await settle()
}

/**
 * Settled after this many milliseconds without a redraw: requests are answered and debounced work
 * ran.
 */
const pause = 100
const longest = 4_000

/** Waits until requests are answered, drawn, and any entry animation is over; or for `ms`. */
export const settle = async (ms?: number): Promise<void> => {
  if (ms !== undefined) {
    await new Promise((done) => setTimeout(done, ms))
    return
  }
  const since = performance.now()
  let last = since
  const observer = new MutationObserver(() => {
    last = performance.now()
  })
  observer.observe(document, {
    attributes: true,
    characterData: true,
    childList: true,
    subtree: true,
  })
  const mayWait = (): boolean => performance.now() - since < longest
  for (let quiet = -1; quiet !== last && mayWait();) {
    while (performance.now() - last < pause && mayWait()) {
      await new Promise((done) => setTimeout(done, 20))
    }
    quiet = last
    // Deferred parts change nothing until the last one is drawn; the browser is not idle before
    // that.
    await new Promise((done) => requestIdleCallback(done, { timeout: pause * 5 }))
  }
  observer.disconnect()
  await untilStill()
}

const nextFrame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done))

/** Waits until no colour or size is in transition, however slow the machine. */
export const untilStill = async (): Promise<void> => {
  for (;;) {
    await nextFrame()
    await nextFrame()
    const moving = document.getAnimations().filter(({ effect, playState }) => {
      const endless = effect?.getComputedTiming().iterations === Infinity
      return playState === 'running' && !endless
    })
    if (moving.length === 0) return
    await Promise.allSettled(moving.map(({ finished }) => finished))
  }
}

/** Waits for an element. @throws after thirty seconds, with the selector. */
export const untilFound = async (selector: string): Promise<Element> => {
  const since = performance.now()
  while (performance.now() - since < 30_000) {
    const found = document.querySelector(selector)
    if (found !== null) return found
    await settle(25)
  }
  throw new Error(`not found: ${selector}`)
}

/** Saves a picture where the run asks for them (`SHOTS=/tmp/shots`). */
export const shoot = async (name: string): Promise<void> => {
  const folder = inject('shots')
  if (folder !== '') await page.screenshot({ path: `${folder}/${name}.png` })
}
