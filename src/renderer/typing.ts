/** Does a key pressed there enter text? Then it must not trigger a shortcut. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select'))

/** Is an overlay open that takes the keys? */
export const isCovered = (): boolean =>
  document.querySelector(
    '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]',
  ) !== null

/** The letter of a key pressed without modifiers, also on a keyboard that writes Hangul. */
export const letterOf = (event: {
  readonly key: string
  readonly code: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}): string | null => {
  if (event.altKey || event.ctrlKey || event.metaKey) return null
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase()
  const [, letter] = /^Key([A-Z])$/.exec(event.code) ?? []
  return letter === undefined || /^[\x20-\x7e]$/.test(event.key) ? null : letter.toLowerCase()
}
