const blockOf = (node: Node): Element | null => {
  let element = node.parentElement
  while (element !== null && getComputedStyle(element).display.startsWith('inline')) {
    element = element.parentElement
  }
  return element
}

const mayBeCopied = (node: Node): boolean => {
  const parent = node.parentElement
  if (parent === null || !parent.checkVisibility({ checkVisibilityCSS: true })) return false
  return getComputedStyle(parent).userSelect !== 'none'
}

/** The part of a text node inside a range. */
const partOf = (node: Text, range: Range): string =>
  node.data.slice(
    node === range.startContainer ? range.startOffset : 0,
    node === range.endContainer ? range.endOffset : undefined,
  )

/** The text of a range, one line per block, without text that must not be copied. */
const textOf = (range: Range): string => {
  const root = range.commonAncestorContainer
  if (root instanceof Text) return mayBeCopied(root) ? partOf(root, range) : ''
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const rows: string[] = []
  let block: Element | null = null
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!range.intersectsNode(node) || !mayBeCopied(node)) continue
    const text = partOf(node as Text, range)
    const own = blockOf(node)
    if (own === block && rows.length > 0) rows.push(`${rows.pop() ?? ''}${text}`)
    else rows.push(text)
    block = own
  }
  return rows.filter((row) => row.trim() !== '').join('\n')
}

/**
 * The selected text as a copy may contain it: the selection in a field, or the page text without
 * unselectable parts. `Selection.toString()` includes those parts in some browsers, although they
 * do not look selected.
 */
export const selectedText = (): string => {
  const field = document.activeElement
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
  }
  const selection = document.getSelection()
  if (selection === null || selection.isCollapsed) return ''
  return Array.from({ length: selection.rangeCount }, (_, i) => selection.getRangeAt(i))
    .map(textOf)
    .join('\n')
}
