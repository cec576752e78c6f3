/** A tooltip of two lines: the name, and the keys. */
export const tipLines = (name: string, keys: string): HTMLElement => {
  const dom = document.createElement('div')
  dom.className = 'cm-lint-tip'
  for (const [kind, line] of [
    ['cm-lint-tip-name', name],
    ['cm-lint-tip-keys', keys],
  ] as const) {
    const made = document.createElement('p')
    made.className = kind
    made.textContent = line
    dom.append(made)
  }
  return dom
}
