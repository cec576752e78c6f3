import { messages } from '../../src/renderer/i18n/messages.ts'
import type { MessageKey } from '../../src/renderer/i18n/messages.ts'
import { settle } from './window.tsx'

/** The app's message in the language of the window. */
const said = (key: MessageKey): string =>
  messages[
    (['ko', 'zh'] as const).find((one) => document.documentElement.lang.startsWith(one)) ?? 'en'
  ][key]

const nameOf = (element: Element): string =>
  (element.getAttribute('aria-label') ?? element.textContent).trim()

/** Does the window show it anywhere, as a heading, a name or a text? */
export const isShown = (key: MessageKey): boolean =>
  [...document.querySelectorAll('h1, h2, h3, label, legend, button, p, span, [aria-label]')].some(
    (element) => nameOf(element).startsWith(said(key)),
  )

/** Presses a button of the view by its name, because its position may change. */
export const pressNamed = async (key: MessageKey): Promise<void> => {
  const buttons = [...document.querySelectorAll<HTMLElement>('main button')]
  const found = buttons.find((one) => nameOf(one).startsWith(said(key)))
  if (found === undefined) throw new Error(`no button: ${key}`)
  found.click()
  await settle()
}
