import { describe, expect, test } from 'vitest'
import { commentsOf, documentOf, measure, messagesOf, wordsIn, worstFiles } from './words.ts'

const plain = (text: string): string => text.replace(/[\s;]+/g, ' ').trim()

describe('the words of comments, messages and documents', () => {
  test('comments are what the parser finds, not what looks like one', () => {
    const source = [
      '/**',
      ' * First of',
      ' * which `nobody` is code.',
      ' */',
      "const address = 'https://whoever' + `// who ${/* inner */ 1}`",
      'const view = <p>who // whom {/* in a view */}</p> // tail',
    ].join('\n')
    const { text } = commentsOf('a.tsx', source)
    expect(text).toHaveLength(source.length)
    expect(plain(text)).toBe('First of which is code. inner in a view tail')
  })

  test('a phrase is found across lines, and its line is that of its first word', () => {
    const source = 'f()\n// one of\n// which\ng() // of\nit()\n/* of */ const it = 1'
    const found = measure([commentsOf('a.ts', source)]).find(({ name }) => name.startsWith('of '))
    expect(found?.occurrences).toEqual([{ file: 'a.ts', line: 2 }])
  })

  test('a file that does not parse is an error', () => {
    expect(() => commentsOf('a.ts', 'const = /* who */')).toThrow('a.ts')
  })

  test('messages count without keys, arguments and the words of their syntax', () => {
    const json = JSON.stringify(
      {
        'who.title': 'Who <b>receives</b> it, {whoever}?',
        'who.count': '{somebody, plural, one {# person} other {# people}}',
      },
      undefined,
      2,
    )
    const { text } = messagesOf('who.json', json)
    expect(plain(text)).toBe('Who receives it, ? person people')
    expect(text.split('\n').map(plain)).toEqual(['', 'Who receives it, ?', 'person people', ''])
  })

  test('documents count without fenced code, inline code and link targets', () => {
    const text = [
      'Text [link](who.md "who") and `who` and ``who ` who``.',
      '```ts',
      'who',
      '~~~',
      '```',
      'A `mark alone,',
      '',
      'and another` one.',
    ].join('\n')
    const prose = documentOf('a.md', text)
    expect(prose.text).toHaveLength(text.length)
    expect(plain(prose.text)).toBe('Text [link] and and . A `mark alone, and another` one.')
  })

  test('each form of a word counts, and words that only contain one do not', () => {
    const words = (text: string, start: string): number | undefined =>
      measure([{ group: 'documents', file: 'a.md', text }]).find(
        ({ group, name }) => group === 'documents' && name.startsWith(start),
      )?.occurrences.length
    expect(words("Who, whoever, whom, who's; whose, whole", 'who')).toBe(4)
    const bodies = 'Somebody nobody anybody someone anyone no one everybody'
    expect(words(bodies, 'somebody')).toBe(3)
    expect(words(bodies, 'someone')).toBe(3)
    expect(words('stand, stands; standing, understands, standard, stood', 'stand')).toBe(2)
    expect(words('of which of it; of its, of whichever', 'of which')).toBe(2)
    expect(words('anew; a new', 'anew')).toBe(1)
  })

  test('the rate is for 10,000 words of a group', () => {
    const text = `${'word '.repeat(4_999)}who`
    const results = measure([
      { group: 'messages', file: 'a.json', text },
      { group: 'comments', file: 'a.ts', text: 'word' },
    ])
    const who = results.filter(({ name }) => name.startsWith('who'))
    expect(who).toMatchObject([
      { group: 'comments', rate: 0, limit: 3, total: 1 },
      { group: 'messages', rate: 2, limit: 15, total: 5_000 },
      { group: 'documents', rate: 0, limit: 3, total: 0 },
    ])
    expect(results.filter(({ group }) => group === 'messages')).toHaveLength(2)
  })

  test('words of other scripts do not make the rate smaller', () => {
    expect(wordsIn('the café’s 3 pages, 보류 暂扣')).toBe(3)
  })

  test('the worst files come first', () => {
    const at = (file: string) => ({ file, line: 1 })
    expect(worstFiles([at('b'), at('c'), at('a'), at('c')], 2)).toEqual([
      { file: 'c', count: 2 },
      { file: 'a', count: 1 },
    ])
  })
})
