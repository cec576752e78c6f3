import type { PaperBlock } from '../../shared/paper.ts'
import styles from './paper-sheet.module.css'

/** Elements that are blocks of their own; all others are inline. */
const ownRows = 'article, section, div, dl, ol, ul, li, p, h2, h3, dt, dd'

/** Deeper than any of our sheets. */
const depthMax = 4

/** Text with its direction isolated, by Unicode control characters. */
const wordsOf = (node: Node): string => {
  const words = node instanceof Element ? [...node.childNodes].map(wordsOf).join('') : ''
  if (!(node instanceof Element)) return node.textContent ?? ''
  if (node.matches('bdi')) return `\u2068${words}\u2069`
  if (node.matches('bdo')) return `\u2066\u202d${words}\u202c\u2069`
  return words
}

const markOf = (item: Element): string =>
  item.parentElement?.matches('ol') === true
    ? `${String([...item.parentElement.children].indexOf(item) + 1)}.`
    : '•'

/**
 * Converts a displayed sheet to blocks of text: exactly the sheet that the user reviewed, so that
 * nothing else can reach the file.
 */
export const paperBlocks = (sheet: Element): PaperBlock[] => {
  const blocks: PaperBlock[] = []
  let mark = ''
  const add = (
    element: Element,
    { as, words, name = '', depth }: Pick<PaperBlock, 'as' | 'words' | 'depth'> & { name?: string },
  ): void => {
    if (words.trim() === '') return
    const tagged = element.closest('[lang]')
    const language = tagged !== null && sheet.contains(tagged) ? tagged.getAttribute('lang') : null
    blocks.push({ as, name, words, language: language ?? '', depth, mark })
    mark = ''
  }
  const walk = (element: Element, outside: number): void => {
    const isCode =
      element.classList.contains(styles['hash'] ?? '') ||
      element.classList.contains(styles['field'] ?? '')
    const isItem = element.matches('li')
    const depth = Math.min(outside + (isItem ? 1 : 0), depthMax)
    if (isItem) mark = markOf(element)
    const [term, value] = element.children
    if (term?.matches('dt') === true && value !== undefined) {
      const as = isCode ? 'code' : 'fact'
      add(element, { as, name: wordsOf(term), words: wordsOf(value), depth })
      return
    }
    const as = element.matches('h2')
      ? 'title'
      : element.matches('h3')
        ? 'heading'
        : isCode
          ? 'code'
          : 'text'
    let row = ''
    const end = (): void => {
      add(element, { as, words: row.trim(), depth })
      row = ''
    }
    for (const node of element.childNodes) {
      if (node instanceof Element && node.matches(ownRows)) {
        end()
        walk(node, depth)
      } else row += wordsOf(node)
    }
    end()
  }
  walk(sheet, 0)
  return blocks
}
