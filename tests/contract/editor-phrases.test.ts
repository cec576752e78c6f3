import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { phraseKeys } from '../../src/renderer/editor/phrase-keys.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The packages of CodeMirror that the window imports: the app's editor can show their texts. */
const packages = [
  ...new Set(
    globSync('src/renderer/**/*.{ts,tsx}', { cwd: root }).flatMap((file) =>
      [...read(file).matchAll(/ from '(@codemirror\/[a-z]+)'/g)].map(([, name = '']) => name),
    ),
  ),
].sort()

/** The code between the parentheses that open before `at`. */
const argumentsAt = (code: string, at: number): string => {
  let depth = 1
  let end = at
  for (; depth > 0 && end < code.length; end += 1) {
    if (code[end] === '(') depth += 1
    if (code[end] === ')') depth -= 1
  }
  return code.slice(at, end - 1)
}

/** Every text that a package looks up in the phrases of an editor. */
const phrasesIn = (code: string): string[] =>
  [...code.matchAll(/\bphrase\(/g)].flatMap(({ index, 0: call }) =>
    [...argumentsAt(code, index + call.length).matchAll(/"([^"]+)"/g)].map(
      ([, phrase = '']) => phrase,
    ),
  )

const needed = packages.flatMap((name) => phrasesIn(read(`node_modules/${name}/dist/index.js`)))

const wordsOf = (language: string): Readonly<Record<string, string>> =>
  JSON.parse(read(`src/renderer/i18n/${language}/editor.json`)) as Record<string, string>

describe('the texts of CodeMirror', () => {
  it('is found in its packages: the search, the line to go to, what was replaced and deleted', () => {
    expect(packages).toContain('@codemirror/search')
    expect(needed).toEqual(
      expect.arrayContaining(['Find', 'Go to line', 'replaced $ matches', 'Selection deleted']),
    )
    expect(phrasesIn('a.phrase(is ? "Fold" : "Unfold", f(1)); b(phrase(view, "go"))')).toEqual([
      'Fold',
      'Unfold',
      'go',
    ])
  })

  it.each([...new Set(needed)])('has words of ours: %s', (phrase) => {
    expect(Object.keys(phraseKeys)).toContain(phrase)
  })

  it.each(['ko', 'zh'])(
    'are translated in %s, with the same placeholders for numbers',
    (language) => {
      const english = wordsOf('en')
      const words = wordsOf(language)
      for (const [phrase, key] of Object.entries(phraseKeys)) {
        expect(words[key], phrase).toMatch(/[가-힣一-鿿]/)
        expect(words[key]?.split('$'), phrase).toHaveLength(phrase.split('$').length)
        expect(english[key]?.split('$'), phrase).toHaveLength(phrase.split('$').length)
        // A digit after it would be read as the number of a placeholder.
        expect(words[key], phrase).not.toMatch(/\$\d/)
      }
    },
  )

  it('have no translation that is never looked up', () => {
    expect(Object.keys(phraseKeys).filter((phrase) => !needed.includes(phrase))).toEqual([])
  })
})
