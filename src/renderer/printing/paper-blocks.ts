import type { PaperBlock } from '../../shared/paper.ts'
import styles from './paper-sheet.module.css'

/** What stands in rows of its own; everything else in a sheet is part of a row. */
const ownRows = 'article, section, div, dl, ol, ul, li, p, h2, h3, dt, dd'

/** Deeper than any sheet of ours goes. */
const depthMax = 4

/** Words that keep their direction to themselves, by the signs that Unicode has for it. */
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
 * A sheet as it is shown, as words and what they are: the very sheet that a person looked at, so that
 * nothing else can get into the file.
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
