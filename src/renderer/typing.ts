/** Does a key that is pressed there write something? Then it is nobody's shortcut. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select'))

/** Is something open over the view that takes the keys? */
export const isCovered = (): boolean =>
  document.querySelector(
    '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]',
  ) !== null

/** The letter on a key that was pressed alone: also where a keyboard writes Hangul. */
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
