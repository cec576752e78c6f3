import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldWithOrigin, leftOut } from '../../src/shared/folded-text.ts'
import {
  indexText,
  indexWords,
  letterOfWord,
  phraseExpression,
  piecesOf,
} from '../../src/shared/index-words.ts'
import { createContext } from '../../src/main/store/context.ts'
import { openWriteDb } from '../../src/main/store/db.ts'
import { parseQuery } from '../../src/main/store/query.ts'
import { search } from '../../src/main/store/search.ts'
import { searchBounds } from '../../src/main/store/search-index.ts'
import { hitPattern, snippetOf } from '../../src/main/store/snippet.ts'
import { cpuTime } from '../exchange/cpu-time.ts'
import { finished } from '../exchange/finished.ts'
import { asRecord, testVault, runVerify } from '../store/test-vault.ts'
import { several } from '../in-full.ts'

// Few distinct characters, so that queries are found often, and in many neighbourhoods.
const hangul = fc.constantFrom('북', '송', '된', '강', '제', '보', '위', '부')
const han = fc.constantFrom('遣', '返', '送', '北', '京', '们', '𠮷', '㐂')
const kana = fc.constantFrom('か', 'が', 'ー', 'ン', '々')
const other = fc.constantFrom(' ', '\n', ', ', '。', '「', '-', ' border ', '200', 'café ', '\0')
const cjk = fc.oneof({ weight: 4, arbitrary: hangul }, { weight: 4, arbitrary: han }, kana)
const text = fc
  .array(fc.oneof({ weight: 5, arbitrary: cjk }, { weight: 1, arbitrary: other }), {
    minLength: 0,
    maxLength: 24,
  })
  .map((parts) => parts.join(''))
const short = fc.array(cjk, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))

test('Korean, Chinese and mixed queries of one to four characters find exactly what contains them', () => {
  const d = testVault()
  const seen: string[] = []
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 8 }),
      fc.array(short, { minLength: 8, maxLength: 8 }),
      (texts, queries) => {
        // Now and then composed on another system: the same text, other code points.
        for (const [i, body] of texts.entries()) {
          d.draft({ title: '', body: i % 3 === 0 ? body.normalize('NFD') : body })
          seen.push(body)
        }
        for (const query of queries) {
          const truth = seen.filter((body) => body.includes(query)).length
          const { total, hits } = d.store.search(query, 200)
          expect([query, total]).toEqual([query, truth])
          for (const hit of hits) {
            const [start, end] = hit.marks[0] ?? [0, 0]
            expect(hit.snippet.slice(start, end)).toBe(query)
          }
        }
      },
    ),
    { numRuns: 250 },
  )
  expect(seen.length).toBeGreaterThan(800)
  expect(runVerify(d.store).searchIndexHolds).toBe(true)
})

test('any string is a query: nothing throws, and no input acts as index syntax', () => {
  const d = testVault()
  d.draft({ title: 'one', body: 'two 북송 three' })
  const fragment = fc.constantFrom(
    '"',
    '-',
    '*',
    ':',
    'source:',
    'after:',
    'NEAR(',
    ' AND ',
    ' NOT ',
    ' OR ',
    '(',
    ')',
    '^',
    '+',
    'title:',
    '{',
    '}',
    '북',
    '\\',
    '\0',
    '\ud800',
    '  ',
    'a',
    '-"',
    'tag:"',
    'before:2024',
    'state:filed',
  )
  const strange = fc.oneof(
    fc.string({ maxLength: 500, unit: 'binary' }),
    fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(strange, (query) => {
      const { hits, total } = d.store.search(query, 50)
      expect(hits.length).toBe(total)
    }),
    { numRuns: several(1_000, 3_000) },
  )
})

test('reading a query takes time in proportion to its length', () => {
  for (const piece of ['"', '-"a', 'source:"', 'a:', '- ', '북', '"a" ']) {
    const started = cpuTime()
    parseQuery(piece.repeat(20_000))
    expect(cpuTime() - started).toBeLessThan(1000)
  }
})

test('snippets cut no character in half and every mark lies inside', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 30 }), short, (texts, query) => {
      const source = texts.join('𠮷 ')
      const pattern = hitPattern([{ text: query, prefix: false }])
      const found = pattern === null ? null : finished(snippetOf(source, pattern))
      expect(found !== null).toBe(source.normalize('NFC').includes(query))
      if (found === null) return
      expect(found.snippet).not.toMatch(/\p{Surrogate}/u)
      for (const [start, end] of found.marks) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(found.snippet.length)
      }
    }),
    { numRuns: several(800, 2_000) },
  )
})

/** The plain statement of what is marked: one expression. */
const hitsPlainly = (folded: string, terms: readonly string[]): [number, number][] => {
  const patterns = terms.map((term) =>
    piecesOf(foldWithOrigin(term).text)
      .map(({ text: piece, isSpaceless }) =>
        isSpaceless ? piece : `(?<!${letterOfWord})${piece}(?!${letterOfWord})`,
      )
      .join(String.raw`[^\p{L}\p{N}]{0,8}`),
  )
  const any = new RegExp(patterns.filter((pattern) => pattern !== '').join('|'), 'gv')
  return [...folded.matchAll(any)].map((hit) => [hit.index, hit.index + hit[0].length])
}

test('a phrase of many words is marked as by one expression', () => {
  const piece = fc.constantFrom('a', 'b', '\u3099', '\ue000', '북', '송', '𠮷', 'ab', '\u0301')
  const gap = fc.constantFrom(' ', ' ', ' ', '', '. ', ' \ue000 ', '         ')
  const words = fc.array(fc.tuple(piece, gap), { minLength: 1, maxLength: 80 })
  const asText = (parts: readonly (readonly string[])[]): string => parts.flat().join('')
  let found = 0
  fc.assert(
    fc.property(
      words,
      fc.nat(6),
      fc.array(fc.tuple(fc.nat(40), fc.nat(60)), { minLength: 1, maxLength: 3 }),
      (parts, again, slices) => {
        const terms = slices.map(([from, length]) => asText(parts.slice(from, from + length + 1)))
        if (terms.every((term) => piecesOf(foldWithOrigin(term).text).length === 0)) return
        const source = foldWithOrigin(
          `${asText(parts.slice(0, 30))} ${asText(parts)}`.repeat(again + 1),
        )
        const pattern = hitPattern(terms.map((term) => ({ text: term, prefix: false })))
        const hits: [number, number][] = []
        for (let at = 0; ;) {
          const hit = pattern === null ? null : finished(pattern.next(source.text, at))
          if (hit === null) break
          hits.push([hit.from, hit.to])
          at = hit.to
        }
        found += hits.length
        expect(hits).toEqual(hitsPlainly(source.text, terms))
      },
    ),
    { numRuns: several(120, 3_000) },
  )
  expect(found).toBeGreaterThan(100)
})

test('the expressions of many words are made and used with a pause after each', () => {
  const words = Array.from({ length: 240 }, (_, i) => i.toString(36).padStart(2, 'w'))
  const joined = words.join(' ')
  const pauses = (terms: readonly string[]): number => {
    const pattern = hitPattern(terms.map((text) => ({ text, prefix: false })))
    const steps = pattern === null ? [] : [...pattern.next(joined, 0)]
    return steps.length
  }
  expect(pauses(['w1'])).toBe(2)
  // Sixteen words in each expression.
  expect(pauses([joined])).toBe(2 * 15)
  // A word of each phrase in the first expression, the rest of the first one in the second.
  const phrases = Array.from({ length: 16 }, (_, i) => words.slice(15 * i, 15 * (i + 1)).join(' '))
  expect(pauses(phrases)).toBe(2 * 2)
})

test('the words of a text depend on its composed form only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      expect(indexText(value.normalize('NFD'))).toBe(indexText(value.normalize('NFC')))
    }),
  )
  expect(indexText('200명 북송된 사람들, Café')).toBe(' 200 명 。 북 송 된 。 사 람 들 cafe')
  expect(indexText('북송KBS보도')).toBe(' 북 송 kbs 보 도')
  expect(phraseExpression('북', true)).toBe('"북"')
  expect(phraseExpression('강제 북송', true)).toBe('"강 제 。 북 송"')
  expect(phraseExpression('repat', true)).toBe('"repat" *')
  expect(phraseExpression('repat', false)).toBe('"repat"')
  expect(phraseExpression('?!', true)).toBe(null)
})

/** The plain statement of the words: runs of letters, found by an expression. */
const wordsPlainly = (value: string): string[] => {
  const pieces = piecesOf(foldWithOrigin(value.normalize('NFC')).text)
  return pieces.flatMap(({ text: piece, isSpaceless }, i) => [
    ...(isSpaceless && pieces[i - 1]?.isSpaceless === true ? ['。'] : []),
    ...(isSpaceless ? piece : [piece]),
  ])
}

test('a text has the words of the plain statement, letter by letter of all scripts', () => {
  const odd = ['𠮷', 'é', '\u0301', '\u3099', 'ー', '１', 'α', 'ข้าว', 'မြန်မာ', '𞤀']
  const unit = fc.oneof(cjk, other, fc.constantFrom(...odd))
  const any = fc.oneof(unit, fc.string({ unit: 'binary', maxLength: 3 }))
  fc.assert(
    fc.property(fc.array(any, { maxLength: 24 }), (parts) => {
      const value = parts.join('')
      expect(indexWords(value)).toEqual(wordsPlainly(value))
    }),
    { numRuns: several(1_000, 20_000) },
  )
})

test('the engine finds exactly these words, whatever a text consists of', () => {
  const db = new Database(':memory:')
  db.exec(`CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = 'ascii');
    CREATE VIRTUAL TABLE word USING fts5vocab (search, instance)`)
  const write = db.prepare<[string]>('INSERT INTO search (text) VALUES (?)')
  const read = db.prepare<[], string>('SELECT term FROM word ORDER BY "offset"').pluck()
  const unit = fc.oneof(text, fc.string({ unit: 'binary', maxLength: 12 }))
  fc.assert(
    fc.property(unit, (value) => {
      db.exec('DELETE FROM search')
      write.run(indexText(value))
      expect(read.all()).toEqual(indexWords(value))
    }),
    { numRuns: several(1_000, 20_000) },
  )
  // Every letter of every script, in the words of some hundred.
  for (let from = 0; from < 0x11_0000; from += 0x100) {
    const points = Array.from({ length: 0x100 }, (_, i) => String.fromCodePoint(from + i))
    db.exec('DELETE FROM search')
    write.run(indexText(points.join('')))
    expect(read.all()).toEqual(indexWords(points.join('')))
  }
  db.close()
})

test('no word of a report stays in the index once it is changed or deleted, whatever its texts consist of', () => {
  const d = testVault()
  const odd = fc.oneof(text, fc.string({ unit: 'binary', maxLength: 12 }))
  const translated = fc.record({ title: odd, body: odd })
  const content = fc
    .record({ title: odd, body: odd, others: fc.array(translated, { maxLength: 3 }) })
    .map(({ title, body, others }) => ({
      ...{ title, body },
      translations: others.map((other, i) => ({
        ...{ language: ['en', 'ko', 'zh'][i] ?? '', ...other, translator: '', editor: '' },
      })),
    }))
  fc.assert(
    fc.property(content, content, fc.boolean(), (before, after, isDeleted) => {
      const { id } = d.draft(before)
      const { rev } = d.draft(after, id)
      if (isDeleted) d.store.records.remove(asRecord(id), rev)
      expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: true })
    }),
    { numRuns: several(60, 500) },
  )
})

test('a word is found whatever signs that change no letter are beside it', () => {
  const d = testVault()
  d.draft({ title: '', body: '➡️Pyongyang, call ☎️ me, 북한❤️사랑 葛󠄀城市 مُحَمَّد كتاباً' })
  for (const query of ['Pyong', '"call me"', '"북한 사랑"', '葛城市', 'محمد', 'كتابا'])
    expect([query, d.store.search(query, 10).total]).toEqual([query, 1])
  expect(d.store.search('❤️'.repeat(30), 10).total).toBe(0)
})

test('words longer than any query are found by their beginning, and a search among many of them ends', () => {
  const d = testVault()
  const long = (i: number): string => `a${'\u{f0000}'.repeat(8_192)}${String(i)}`
  d.store.together(() => {
    for (let i = 0; i < 60; i += 1)
      d.draft({ title: '', body: Array.from({ length: 10 }, (_, j) => long(10 * i + j)).join(' ') })
  })
  const { file, key } = d
  d.close()
  const db = openWriteDb(file, { databaseKey: Buffer.from(key) })
  const context = createContext(db, d.options(), false)
  const inSteps = { ...searchBounds, ms: 0, listed: 2 }
  const found = [...search(context, 'a', 100, inSteps)()]
  expect(found.length).toBeLessThan(5_000)
  db.close()
  d.open()
  expect(d.store.search('a', 100).total).toBe(60)
  expect(runVerify(d.store).searchIndexHolds).toBe(true)
})

test('words of Thai, Lao, Khmer and Burmese are found inside a run without spaces', () => {
  const d = testVault()
  d.draft({ title: '', body: 'เขาถูกจับที่ชายแดนเมื่อคืน' })
  d.draft({ title: '', body: 'သူတို့ကိုမြန်မာနယ်စပ်မှာဖမ်းခဲ့သည်' })
  expect(d.store.search('ชายแดน', 10).hits[0]?.snippet).toContain('ชายแดน')
  expect(d.store.search('မြန်မာ', 10).total).toBe(1)
  expect(d.store.search('กรุงเทพ', 10).total).toBe(0)
})

/** The plain statement of the folding: each character on its own, with the place that it came from. */
const foldedPlainly = (value: string): { readonly text: string; readonly origin: number[] } => {
  const origin: number[] = []
  let folded = ''
  let at = 0
  for (const character of value) {
    const plain = character.normalize('NFD').replace(leftOut, '').normalize('NFC').toLowerCase()
    for (let i = 0; i < plain.length; i += 1) origin.push(at)
    folded += plain
    at += character.length
  }
  return { text: folded, origin: [...origin, value.length] }
}

const expectFoldedPlainly = (value: string): void => {
  const { text: folded, origin } = foldWithOrigin(value)
  const plainly = foldedPlainly(value)
  expect(folded).toBe(plainly.text)
  const elsewhere: number[] = []
  // A surrogate pair that folds to itself: its second half may be its own origin.
  for (let at = 0; at <= folded.length; at = at + ((folded.codePointAt(at) ?? 0) > 0xffff ? 2 : 1))
    if ((origin === null ? at : origin[at]) !== plainly.origin[at]) elsewhere.push(at)
  expect(elsewhere).toEqual([])
}

test('a text is folded as character by character, and each unit keeps its place', () => {
  const odd = [
    '\u0958',
    '\u0130',
    '\u0390',
    '\u030c',
    '\u3099',
    '\ud835',
    '\udc00',
    'Σ',
    '𐐀',
    '𝅘𝅥𝅮',
    '\0',
  ]
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 6 }).map((value) => value.normalize('NFD')),
    fc.constantFrom(...odd, 'Они ', 'đâu ', '북송 '),
  )
  const mixed = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''))
  fc.assert(fc.property(mixed, expectFoldedPlainly), { numRuns: several(1_000, 5_000) })
  for (let from = 0; from < 0x11_0000; from += 0x400) {
    const block = Array.from({ length: 0x400 }, (_, i) => String.fromCodePoint(from + i))
    expectFoldedPlainly(block.join('x'))
  }
})
