import assert from 'node:assert/strict'
import { parseQuery } from '../../src/main/store/query.ts'
import { TestVault } from '../store/test-vault.ts'
import type { FuzzTarget } from './fuzz-target.ts'

/** Words that a query gives a meaning, and words of SQLite's own query language. */
const queryWords = [
  ...['"', '-', '*', ':', ' ', '(', ')', '^', '+', '{', '}', '\0', '\ud800', '\u202e', '٢', '＂'],
  ...['source:', 'case:', 'tag:', 'lang:', 'state:', 'after:', 'before:', 'draft', 'filed'],
  ...[' AND ', ' OR ', ' NOT ', 'NEAR(', 'title:', 'body : ', '2023-10~', '2023-1X', '/..', '%'],
  ...['북송', '遣返', 'か゛', 'cafe\u0301', 'Heron', 'market', '𠮷', '\u1112\u1161\u11ab'],
]

/** A query, parsed and asked of a small vault. */
export const queryTarget = (): FuzzTarget => {
  const vault = new TestVault()
  const caseId = vault.saveCase()
  vault.filed({
    caseId,
    title: 'Quiet heron',
    body: '강제 북송 遣返 at the market',
    tags: ['river'],
  })
  vault.draft({ title: '단둥', body: 'sent back at night', eventDate: '2023-10~' })
  const texts = [
    ...['repatriation', '"sent back" night', 'lang:ko 북송', 'tag:river -market', 'state:draft'],
    ...['case:"Border" after:2023-10 before:2024', 'a* ^b OR NEAR(a b)', '遣返 단둥'],
  ]
  return {
    seeds: texts.map((text) => Buffer.from(text)),
    read: (input) => {
      const text = Buffer.from(input).toString('utf8')
      const { terms, filters } = parseQuery(text)
      assert.ok(terms.length + filters.length <= 64)
      const { hits, total } = vault.store.search(text, 20)
      assert.ok(total === hits.length && total <= 2)
      for (const { snippet, marks } of hits) {
        for (const [start, end] of marks) assert.ok(start <= end && end <= snippet.length)
      }
    },
    change: (input, _other, random) => {
      const text = Buffer.from(input).toString('utf8')
      const at = random.below(text.length + 1)
      const rest = random.below(3) === 0 ? text.slice(at + 1 + random.below(4)) : text.slice(at)
      return Buffer.from(text.slice(0, at) + random.pick(queryWords) + rest)
    },
    end: () => vault.drop(),
  }
}
