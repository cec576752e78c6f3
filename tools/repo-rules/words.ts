import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { parseSync } from 'vite'

/** The texts that are measured together, each with limits of its own. */
export type Group = 'comments' | 'messages' | 'documents'

/**
 * A text with everything but its prose masked: code and markup are `;` or spaces, line breaks stay, so
 * that an offset gives a line of the file.
 */
export type Prose = {
  readonly group: Group
  readonly file: string
  readonly text: string
}

export type Measure = {
  readonly name: string
  readonly words: RegExp
  /** The most for 10,000 words of a group; a group without a limit is not measured. */
  readonly limits: Partial<Record<Group, number>>
}

/** Words that hide the actor, and phrases that English technical texts do without. */
export const measures: readonly Measure[] = [
  {
    name: 'who, whoever, whom',
    words: /\b(who|whoever|whom|whomever)\b/gi,
    // A form asks "To whom", and a limit names "people who may see the claims".
    limits: { comments: 3, messages: 15, documents: 3 },
  },
  {
    name: 'somebody, nobody, anybody',
    words: /\b(some|no|any)body\b/gi,
    limits: { comments: 2, messages: 5, documents: 2 },
  },
  {
    // "Anyone with this file can read it" is what a user has to know.
    name: 'someone, no one, anyone',
    words: /\b((some|any)one|no[-\s]one)\b/gi,
    limits: { comments: 2, documents: 2 },
  },
  { name: 'anew', words: /\banew\b/gi, limits: { comments: 2, documents: 2 } },
  {
    name: 'of which, of it',
    words: /\bof\s+(which|it)\b/gi,
    limits: { comments: 2, documents: 2 },
  },
  { name: 'stand, stands', words: /\bstands?\b/gi, limits: { comments: 2, documents: 2 } },
]

const masked = (text: string): string => text.replace(/\S/g, ';')
const blank = (text: string): string => text.replace(/\S/g, ' ')
/** Inline code ends before the next empty line. */
const withoutInlineCode = (text: string): string =>
  text.replace(/(?<!`)(`+)(?!`)(?:(?!\n[^\S\n]*\n)[^])*?(?<!`)\1(?!`)/g, masked)

/** The comments of a TypeScript file, as its parser finds them; text in backticks is code. */
export const commentsOf = (file: string, source: string): Prose => {
  const { comments, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? ''}`)
  let text = ''
  let end = 0
  for (const comment of comments) {
    text += masked(source.slice(end, comment.start))
    end = comment.end
    text +=
      comment.type === 'Line'
        ? `  ${withoutInlineCode(comment.value)}`
        : `;;${withoutInlineCode(comment.value.replace(/^[^\S\n]*\*/gm, blank))};;`
  }
  return { group: 'comments', file, text: text + masked(source.slice(end)) }
}

const partsOf = (elements: readonly MessageFormatElement[]): string =>
  elements
    .map((part) => {
      switch (part.type) {
        case TYPE.literal:
          return part.value
        case TYPE.tag:
          return partsOf(part.children)
        case TYPE.select:
        case TYPE.plural:
          return Object.values(part.options)
            .map((option) => ` ; ${partsOf(option.value)} ; `)
            .join('')
        default:
          return ';'
      }
    })
    .join('')

/** What a reader sees of an area of messages, without keys and arguments: one message a line. */
export const messagesOf = (file: string, json: string): Prose => {
  const messages = JSON.parse(json) as Record<string, string>
  const text = json
    .split('\n')
    .map((line) => {
      const [, key] = /^\s*"([^"]+)"\s*:/.exec(line) ?? []
      const message = key === undefined ? undefined : messages[key]
      return message === undefined ? '' : partsOf(parse(message)).replace(/\s/g, ' ')
    })
    .join('\n;')
  return { group: 'messages', file, text }
}

/** The prose of a Markdown document, without code and link targets. */
export const documentOf = (file: string, markdown: string): Prose => {
  let fence = ''
  const lines = markdown.split('\n').map((line) => {
    const [, mark = ''] = /^\s*(`{3,}|~{3,})/.exec(line) ?? []
    if (fence === '' && mark === '') return line
    if (fence === '') fence = mark
    else if (mark.startsWith(fence)) fence = ''
    return masked(line)
  })
  const text = withoutInlineCode(lines.join('\n')).replace(/(?<=\])\([^)]*\)/g, masked)
  return { group: 'documents', file, text }
}

export const wordsIn = (text: string): number =>
  text.match(/\p{Script=Latin}[\p{Script=Latin}\p{N}'’]*/gu)?.length ?? 0

/** One word of a measure. `line` counts from 1. */
export type Occurrence = {
  readonly file: string
  readonly line: number
}

export type Result = {
  readonly group: Group
  readonly name: string
  readonly limit: number
  /** Words of the group. */
  readonly total: number
  /** For 10,000 words. */
  readonly rate: number
  readonly occurrences: readonly Occurrence[]
}

/** Every measure of every group that it has a limit for. */
export const measure = (texts: readonly Prose[]): Result[] =>
  (['comments', 'messages', 'documents'] as const).flatMap((group) => {
    const own = texts.filter((prose) => prose.group === group)
    const total = own.reduce((sum, { text }) => sum + wordsIn(text), 0)
    return measures.flatMap(({ name, words, limits }) => {
      const limit = limits[group]
      if (limit === undefined) return []
      const occurrences = own.flatMap(({ file, text }) =>
        [...text.matchAll(words)].map(({ index }) => ({
          file,
          line: text.slice(0, index).split('\n').length,
        })),
      )
      const rate = total === 0 ? 0 : (occurrences.length / total) * 10_000
      return [{ group, name, limit, total, rate, occurrences }]
    })
  })

/** The files with the most occurrences, the worst first. */
export const worstFiles = (
  occurrences: readonly Occurrence[],
  most: number,
): { file: string; count: number }[] => {
  const counts = new Map<string, number>()
  for (const { file } of occurrences) counts.set(file, (counts.get(file) ?? 0) + 1)
  return [...counts]
    .map(([file, count]) => ({ file, count }))
    .sort((one, other) => other.count - one.count || (one.file < other.file ? -1 : 1))
    .slice(0, most)
}
