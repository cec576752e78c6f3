import { describe, expect, test } from 'vitest'
import { linksIn, namesTest } from './links.ts'

describe('links of documents', () => {
  test('relative links are found, others and code are not', () => {
    const text = [
      'see [a](b.md) and [web](https://example.org) and [here](#part)',
      '```',
      '[code](nowhere.md)',
      '```',
      '`[code](nowhere.md)` ![picture](docs/one.png "title")',
    ].join('\n')
    expect(linksIn(text).map(({ target, line }) => [target, line])).toEqual([
      ['b.md', 1],
      ['docs/one.png', 5],
    ])
  })

  test('a link to a test has to name a test of that file', () => {
    const source = "test('an old page put back is caught', () => {})"
    const link = (text: string) => ({ text, target: 'a.test.ts', line: 1 })
    expect(namesTest(link('an old page put back is caught'), source)).toBe(true)
    expect(namesTest(link('a.test.ts'), source)).toBe(true)
    expect(namesTest(link('nothing is ever lost'), source)).toBe(false)
    for (const comment of [
      '// nothing is ever lost',
      '/* nothing is\n * said: nothing is ever lost */',
    ])
      expect(namesTest(link('nothing is ever lost'), `${source}\n${comment}`)).toBe(false)
  })
})
