import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createContext } from '../../src/main/store/context.ts'
import type { Context } from '../../src/main/store/context.ts'
import { openWriteDb } from '../../src/main/store/db.ts'
import { fold } from '../../src/main/store/fold.ts'
import { phraseExpression } from '../../src/shared/index-words.ts'
import { parseQuery } from '../../src/main/store/query.ts'
import { search } from '../../src/main/store/search.ts'
import type { SearchBounds } from '../../src/main/store/search-index.ts'
import { finished } from '../exchange/finished.ts'
import { several } from '../in-full.ts'
import { sourceContent, testVault } from '../store/test-vault.ts'

/** Every search in many steps: a word, a letter or a report at a time. */
const tiny: SearchBounds = {
  ...{ ms: 0, tokens: 3, phrase: 2, listed: 2, beginnings: 2, links: 0 },
  ...{ compared: 0, reports: 2, counted: 10_000 },
}

type PlainClause = { readonly sql: string; readonly values: readonly string[] }

const plainFilter = (key: string, value: string): PlainClause => {
  switch (key) {
    case 'tag':
      return {
        sql: 'r.num IN (SELECT report FROM report_tag WHERE substr(tag, 1, length(?)) = ?)',
        values: [fold(value), fold(value)],
      }
    case 'source':
      return {
        sql: `r.num IN (SELECT report FROM report_source WHERE source IN
          (SELECT id FROM record WHERE kind = 'source' AND substr(name, 1, length(?)) = ?))`,
        values: [fold(value), fold(value)],
      }
    case 'lang':
      return { sql: 'p.language = ?', values: [value] }
    case 'after':
      return { sql: `coalesce(p.event_to >= ?, 0)`, values: [`${value}-01-01`] }
    case 'before':
      return { sql: `coalesce(p.event_from <= ?, 0)`, values: [`${value}-12-31`] }
    default:
      return { sql: 'r.state = ?', values: [value] }
  }
}

/** The plain statement of a search: one query of the engine, over all reports. */
const foundPlainly = ({ sql }: Context, text: string): number[] => {
  const { terms, filters } = parseQuery(text)
  let from = `SELECT r.num FROM record r JOIN report p ON p.num = r.num WHERE r.kind = 'report' AND r.removed = 0`
  const values: string[] = []
  let asked = false
  for (const { text: words, prefix, excluded } of terms) {
    const expression = phraseExpression(words, prefix)
    if (expression === null) continue
    from += ` AND r.num ${excluded ? 'NOT ' : ''}IN (SELECT rowid FROM search WHERE search MATCH ?)`
    values.push(expression)
    asked = true
  }
  for (const { key, value, excluded } of filters) {
    const clause = plainFilter(key, value)
    const isKnown =
      key !== 'tag' ||
      sql('SELECT 1 FROM report_tag WHERE substr(tag, 1, length(?)) = ?').get(...clause.values) !==
        undefined
    if (!isKnown && excluded) continue
    asked = true
    from += ` AND ${excluded ? 'NOT ' : ''}${clause.sql}`
    values.push(...clause.values)
  }
  if (!asked) return []
  return sql<unknown[], number>(`${from} ORDER BY r.num DESC`)
    .pluck()
    .all(...values)
}

// Few words, so that they are found often, in many neighbourhoods and of one beginning.
const word = fc.constantFrom(
  ...['a', 'ab', 'aba', 'abb', 'b', 'ba', 'Äb', 'a\u0301b', 'ça', '북', '북송', '송북송', '遣返'],
  ...['𠮷', 'か', 'が', '2023', '年', 'कि', 'क', 'б', 'й', '\u{10570}', '\ue000', 'ab\u0301\u0302'],
)
const gap = fc.constantFrom(' ', ' ', ' ', '-', '. ', '—', '\n', '', '\0', '\ud800')
const text = fc.array(fc.tuple(word, gap), { maxLength: 30 }).map((parts) => parts.flat().join(''))
const tags = fc.uniqueArray(fc.constantFrom('river', 'riverside', 'Rivé', 'other'), {
  maxLength: 3,
})
const report = fc.record({
  ...{ title: text, body: text, translated: text, tags, isNamed: fc.boolean() },
})

const term = fc
  .tuple(
    fc.constantFrom('', '', '-'),
    fc.oneof(
      word,
      word.map((one) => `${one}*`),
      fc.array(word, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('-')),
      fc.array(word, { minLength: 1, maxLength: 12 }).map((parts) => `"${parts.join(' ')}"`),
      fc.constantFrom('tag:riv', 'tag:river', 'tag:none', 'source:heron', 'state:draft'),
      fc.constantFrom('lang:ko', 'lang:en', 'after:2020', 'before:2020'),
    ),
  )
  .map((parts) => parts.join(''))
const query = fc
  .tuple(fc.array(term, { minLength: 1, maxLength: 3 }), fc.constantFrom('', ' '))
  .map(([parts, end]) => parts.join(' ') + end)
/** Part of a text, as a phrase. */
const part = fc.tuple(fc.nat(), fc.nat(), fc.nat(40), fc.constantFrom('', '-', 'a '))

test('a search in steps finds what one query over all reports finds, in its order', () => {
  const d = testVault()
  const sourceId = d.saveSource(sourceContent({ codeName: 'Heron' }))
  const bodies: string[] = []
  fc.assert(
    fc.property(
      fc.array(report, { minLength: 1, maxLength: 4 }),
      fc.array(query, { minLength: 6, maxLength: 6 }),
      fc.array(part, { minLength: 4, maxLength: 4 }),
      (reports, queries, parts) => {
        for (const { translated: body, isNamed, ...content } of reports) {
          const translation = { language: 'ko', title: '', body, translator: '', editor: '' }
          d.draft({
            ...content,
            ...{ translations: [translation], sourceIds: isNamed ? [sourceId] : [] },
          })
          bodies.push(content.body)
        }
        const phrases = parts.map(([which, from, length, before]) => {
          const body = (bodies[which % bodies.length] ?? '').replaceAll('"', ' ')
          const at = from % (body.length + 1)
          return `${before}"${body.slice(at, at + length)}"`
        })
        d.close()
        const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
        const context = createContext(db, d.options(), false)
        try {
          for (const one of [...queries, ...phrases]) {
            const plain = foundPlainly(context, one)
            const inSteps = finished(search(context, one, 5, tiny)())
            const nums = inSteps.hits.map(({ row }) =>
              context
                .sql<[string], number>('SELECT num FROM record WHERE id = ?')
                .pluck()
                .get(row.id),
            )
            expect([one, inSteps.total, nums]).toEqual([one, plain.length, plain.slice(0, 5)])
            expect(inSteps).toEqual(finished(search(context, one, 5)()))
            // The same, if so few are too many to be counted.
            const few = finished(search(context, one, 2, { ...tiny, counted: 3 })())
            const total = Math.min(plain.length, 3)
            expect([one, few]).toEqual([one, { ...inSteps, total, hits: inSteps.hits.slice(0, 2) }])
          }
        } finally {
          db.close()
          d.open()
        }
      },
    ),
    { numRuns: several(12, 400) },
  )
})

test('of a beginning that most reports have, the newest one is found by a rare word of it too', () => {
  const d = testVault()
  for (const title of ['sand', 'stone', 'sand and stone', 'silver', 'other', 'salt', 'stone'])
    d.draft({ title })
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  const context = createContext(db, d.options(), false)
  const bounds = { ...tiny, counted: 3 }
  const titles = (limit: number): string[] =>
    finished(search(context, 's', limit, bounds)()).hits.map(({ row }) => row.title)
  expect(titles(2)).toEqual(['stone', 'salt'])
  expect(titles(3)).toEqual(['stone', 'salt', 'silver'])
  // One that has another beginning and cannot be read is not looked at in vain.
  context.sql("UPDATE record SET content = replace(content, 'other', 'odder')").run()
  expect(titles(3)).toEqual(['stone', 'salt', 'silver'])
  db.close()
  d.open()
})
