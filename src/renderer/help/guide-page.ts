/** Part of a line. A label is a text of the interface, and keys are what the user presses or types. */
export type GuidePart =
  | { readonly kind: 'text' | 'label' | 'keys'; readonly text: string }
  /** `page` is the name of another page, as in `04-sources.md`. */
  | { readonly kind: 'link'; readonly text: string; readonly page: string }

type GuideLine = readonly GuidePart[]

/** A warning is what can endanger a person. */
export type GuideBlock =
  | { readonly kind: 'heading' | 'paragraph' | 'warning'; readonly line: GuideLine }
  | { readonly kind: 'steps' | 'list'; readonly lines: readonly GuideLine[] }
  /** `file` is relative to the page. The help leaves pictures out. */
  | { readonly kind: 'picture'; readonly text: string; readonly file: string }

export type GuidePage = {
  readonly title: string
  readonly blocks: readonly GuideBlock[]
}

const inline = /\*\*([^*]+)\*\*|`([^`]+)`|\[([^\]]+)\]\(\d\d-([a-z]+)\.md\)/g
/** Markdown that the help cannot show, such as emphasis, a web address or a table. */
const unknownMarkup = /[*`<>|]|\]\(|^#|^\d+\. |^- |^!|^\s/

const partsOf = (line: string): GuideLine => {
  const parts: GuidePart[] = []
  let end = 0
  const addText = (text: string): void => {
    if (unknownMarkup.test(text.trimStart())) throw new Error(`unknown markup: ${text}`)
    if (text !== '') parts.push({ kind: 'text', text })
  }
  for (const match of line.matchAll(inline)) {
    const [whole, label, keys, text = '', page = ''] = match
    addText(line.slice(end, match.index))
    end = match.index + whole.length
    if (label !== undefined) parts.push({ kind: 'label', text: label })
    else if (keys !== undefined) parts.push({ kind: 'keys', text: keys })
    else parts.push({ kind: 'link', text, page })
  }
  addText(line.slice(end))
  return parts
}

const blockOf = (paragraph: string): GuideBlock => {
  const lines = paragraph.split('\n')
  const [first = ''] = lines
  const steps = lines.map((line, at) =>
    line.startsWith(`${String(at + 1)}. `) ? line.replace(/^\d+\. /, '') : null,
  )
  if (steps.every((step) => step !== null))
    return { kind: 'steps', lines: steps.map((step) => partsOf(step)) }
  if (lines.every((line) => line.startsWith('- ')))
    return { kind: 'list', lines: lines.map((line) => partsOf(line.slice(2))) }
  if (lines.length > 1) throw new Error(`a paragraph has one line: ${first}`)
  const [, text, file] = /^!\[([^\]]+)\]\(([^)\s]+)\)$/.exec(first) ?? []
  if (text !== undefined && file !== undefined) return { kind: 'picture', text, file }
  if (first.startsWith('## ')) return { kind: 'heading', line: partsOf(first.slice(3)) }
  if (first.startsWith('> ')) return { kind: 'warning', line: partsOf(first.slice(2)) }
  return { kind: 'paragraph', line: partsOf(first) }
}

/**
 * Parses a page of docs/guide. The Markdown is a small subset: a title, headings of the second
 * level, paragraphs and warnings (`>`) of one line, lists, numbered steps, pictures; within a line
 * labels (`**`), keys (backticks) and links to other pages.
 *
 * @throws Error that quotes the line, for any other Markdown.
 */
export const parseGuidePage = (markdown: string): GuidePage => {
  const [title = '', ...paragraphs] = markdown.trim().split(/\n\n+/)
  if (!/^# [^\n]+$/.test(title)) throw new Error(`a page begins with its title: ${title}`)
  return { title: title.slice(2), blocks: paragraphs.map(blockOf) }
}

/** The lines of a block, of a picture none. */
export const linesOf = (block: GuideBlock): readonly GuideLine[] => {
  if (block.kind === 'picture') return []
  return 'lines' in block ? block.lines : [block.line]
}

/** All words of a page as the help shows it, for a search. */
export const wordsOf = ({ title, blocks }: GuidePage): string =>
  [title, ...blocks.flatMap(linesOf).map((line) => line.map(({ text }) => text).join(''))].join(
    '\n',
  )

/** The same without keys, which are not written in a language. */
export const proseOf = ({ title, blocks }: GuidePage): string =>
  wordsOf({
    title,
    blocks: blocks.map((block) => ({
      kind: 'list',
      lines: linesOf(block).map((line) => line.filter(({ kind }) => kind !== 'keys')),
    })),
  })
