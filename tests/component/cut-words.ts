/**
 * Boxes that cut their text on purpose, and why no information is lost. Every other box of the app
 * shows all of its words.
 */
const onPurpose: Readonly<Record<string, string>> = {
  '[role="listitem"], [aria-haspopup="listbox"]':
    'what a person wrote, after two rows or one; its record has all of it',
  ':is(p, code)[class*="_key_"]':
    'keys of up to 1,600 letters: copied by a button, compared by a fingerprint',
}

const ends = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll'

/** Only for screen readers, or not shown at all. */
const isUnseen = (element: Element, box: Element): boolean => {
  for (let at: Element | null = element; at !== null && at !== box; at = at.parentElement) {
    const style = getComputedStyle(at)
    if (at.clientWidth === 1 || style.clipPath !== 'none' || style.visibility === 'hidden')
      return true
    // Text that can be scrolled to is not lost.
    if (scrolls(style.overflowX) || scrolls(style.overflowY)) return true
  }
  return false
}

/** The boxes of a text's letters: its rows without the space that a font has above and below. */
const letters = (text: Text): DOMRect[] => {
  const range = document.createRange()
  range.selectNodeContents(text)
  const size = Number.parseFloat(getComputedStyle(text.parentElement as Element).fontSize)
  return [...range.getClientRects()].map(
    ({ x, y, width, height }) => new DOMRect(x, y + (height - size) / 2, width, size),
  )
}

/** The words that a box cuts off, at a side or at its end; empty where all are visible. */
const cutBy = (box: Element): string => {
  const style = getComputedStyle(box)
  const [x, y] = [ends(style.overflowX), ends(style.overflowY)]
  const isOver =
    (x && box.scrollWidth > box.clientWidth + 1) || (y && box.scrollHeight > box.clientHeight + 1)
  if (!isOver || box.clientWidth <= 1 || box.closest(Object.keys(onPurpose).join(',')) !== null) {
    return ''
  }
  const { left, top } = box.getBoundingClientRect()
  const [from, to] = [left + box.clientLeft, left + box.clientLeft + box.clientWidth]
  const [above, below] = [top + box.clientTop, top + box.clientTop + box.clientHeight]
  const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node as Text
    if (text.data.trim() === '' || isUnseen(text.parentElement as Element, box)) continue
    const isCut = letters(text).some(
      (row) =>
        (x && (row.left < from - 1 || row.right > to + 1)) ||
        (y && (row.top < above - 1 || row.bottom > below + 1)),
    )
    if (isCut) return text.data.trim().slice(0, 60)
  }
  return ''
}

/** The boxes of the app that cut words, with those words. */
export const cutWords = (): string[] =>
  [...document.querySelectorAll('body, body *')].flatMap((box) => {
    const words = cutBy(box)
    const name = `${box.tagName}.${(box.getAttribute('class') ?? '').slice(0, 40)}`
    return words === '' ? [] : [`${name}: ${words}`]
  })
