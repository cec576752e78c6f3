import { messages } from '../../src/renderer/i18n/messages.ts'
import type { MessageKey } from '../../src/renderer/i18n/messages.ts'
import { settle } from './window.tsx'

/** Our own words in the language that the window is in. */
const said = (key: MessageKey): string =>
  messages[
    (['ko', 'zh'] as const).find((one) => document.documentElement.lang.startsWith(one)) ?? 'en'
  ][key]

const nameOf = (element: Element): string =>
  (element.getAttribute('aria-label') ?? element.textContent).trim()

/** Stands it anywhere in the window, as a heading, a name or a text? */
export const isShown = (key: MessageKey): boolean =>
  [...document.querySelectorAll('h1, h2, h3, label, legend, button, p, span, [aria-label]')].some(
    (element) => nameOf(element).startsWith(said(key)),
  )

/** Presses a button of the view by its name: where it stands may change. */
export const pressNamed = async (key: MessageKey): Promise<void> => {
  const buttons = [...document.querySelectorAll<HTMLElement>('main button')]
  const found = buttons.find((one) => nameOf(one).startsWith(said(key)))
  if (found === undefined) throw new Error(`no button: ${key}`)
  found.click()
  await settle()
}
