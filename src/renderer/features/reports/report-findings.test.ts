import { describe, expect, it } from 'vitest'
import type { CheckedPart } from '../../editor/lint-checker.ts'
import { nextFinding } from './use-lint-actions.ts'
import { newReport } from '../../records/blank-records.ts'
import {
  findingsOf,
  partOf,
  partsOf,
  quoteOf,
  validOverrides,
} from '../../records/report-findings.ts'
import type { Override } from '../../records/report-findings.ts'
import { savableContent } from './draft-saver.ts'

const empty = newReport('en', null, null)
const translation = { language: 'ko', title: '', body: '', translator: '', editor: '' }
const override = (quote: string, family: Override['family'] = 'date'): Override => ({
  family,
  quote,
  reason: 'Printed in a newspaper',
  day: '2026-11-24' as Override['day'],
})

const checked = (text: string, words: readonly string[]): CheckedPart => {
  let from = 0
  const findings = words.map((word) => {
    const start = text.indexOf(word, from)
    from = start + word.length
    return { family: 'date' as const, rule: 'day', start, end: from, replacement: null }
  })
  return { text, findings, state: 'done' }
}

describe('the parts of a report', () => {
  it('are its title, its text and both texts of each translation, with their languages', () => {
    const parts = partsOf({ ...empty, translations: [translation, translation] })
    expect([...parts.keys()]).toEqual([
      'title',
      'body',
      'translated-title.0',
      'translated-body.0',
      'translated-title.1',
      'translated-body.1',
    ])
    expect(parts.get('translated-body.1')?.language).toBe('ko')
    expect(partOf('translated-body.1')).toEqual({ kind: 'translated-body', index: 1 })
    expect(partOf('body')).toEqual({ kind: 'body' })
    const file = { id: 'ab', name: 'gate.jpg', mediaType: 'image/jpeg', bytes: 1, digest: '' }
    const named = partsOf({ ...empty, attachments: [{ ...file, cleaned: null }] })
    expect(named.get('attachment.ab')).toEqual({ text: 'gate.jpg', language: empty.language })
    expect(partOf('attachment.ab')).toEqual({ kind: 'attachment', id: 'ab' })
  })
})

describe('a text with line ends of another system', () => {
  it('is looked over as its editor holds it, so that marks stand where the words are', () => {
    const content = { ...empty, body: 'One.\r\nOn 3 March\rand 9 March.' }
    expect(partsOf(content).get('body')?.text).toBe('One.\nOn 3 March\nand 9 March.')
  })

  it('keeps what was let stand across such a line end', () => {
    const override = {
      family: 'verbatim',
      quote: 'a\r\nb',
      reason: 'r',
      day: '2024-01-01',
    } as never
    expect(validOverrides({ ...empty, body: 'a\r\nb', overrides: [override] })).toEqual([override])
  })
})

describe('the findings of a report', () => {
  const content = { ...empty, title: 'On 3 March', body: 'On 3 March and 9 March. On 3 March.' }
  const parts = new Map([
    ['title', checked(content.title, ['3 March'])],
    ['body', checked(content.body, ['3 March', '9 March', '3 March'])],
  ])

  it('are open in the order of the texts, each with a name of its own', () => {
    const { open } = findingsOf(content, parts)
    expect(open.map(({ part, quote }) => `${part} ${quote}`)).toEqual([
      'title 3 March',
      'body 3 March',
      'body 9 March',
      'body 3 March',
    ])
    expect(new Set(open.map(({ key }) => key)).size).toBe(4)
  })

  it('are settled everywhere by one reason for the same words, not for another family', () => {
    const one = findingsOf({ ...content, overrides: [override('3 March')] }, parts)
    expect(one.open.map(({ quote }) => quote)).toEqual(['9 March'])
    expect(one.overridden).toHaveLength(1)
    const other = findingsOf({ ...content, overrides: [override('3 March', 'place')] }, parts)
    expect(other.open).toHaveLength(4)
  })

  it('are not called done before every part is, and a failure is said first', () => {
    const of = (state: CheckedPart['state']): CheckedPart => ({ text: '', findings: [], state })
    const stateOf = (...states: CheckedPart['state'][]) =>
      findingsOf(content, new Map(states.map((state, at) => [String(at), of(state)]))).state
    expect(stateOf('done', 'behind')).toBe('behind')
    expect(stateOf('failed', 'behind', 'done')).toBe('failed')
    expect(stateOf('behind', 'failed')).toBe('failed')
    expect(stateOf('done')).toBe('done')
  })

  it('are walked through from the caret on, round at the ends', () => {
    const { open } = findingsOf(content, parts)
    const step = (caret: { part: string; at: number } | null, key: string | null, by: 1 | -1) =>
      open.indexOf(nextFinding(['title', 'body'], open, { caret, key, by }) ?? (open[0] as never))
    expect(step(null, null, 1)).toBe(0)
    expect(step(null, null, -1)).toBe(3)
    expect(step({ part: 'title', at: 9 }, null, 1)).toBe(1)
    expect(step({ part: 'body', at: 0 }, null, -1)).toBe(0)
    expect(step({ part: 'body', at: 12 }, null, 1)).toBe(2)
    expect(step({ part: 'body', at: 34 }, null, 1)).toBe(0)
    expect(step(null, open[2]?.key ?? null, 1)).toBe(3)
    expect(step(null, open[0]?.key ?? null, -1)).toBe(3)
    expect(nextFinding(['body'], [], { caret: null, key: null, by: 1 })).toBeNull()
  })
})

describe('what was let stand', () => {
  it('is saved for as long as its words are in any text of the report', () => {
    const content = {
      ...empty,
      body: 'On 3 March.',
      translations: [{ ...translation, body: '3월 9일에' }],
      overrides: [override('3 March'), override('3월 9일'), override('4 April')],
    }
    expect(validOverrides(content).map(({ quote }) => quote)).toEqual(['3 March', '3월 9일'])
    expect(savableContent(content, null).overrides).toHaveLength(2)
  })

  it('of what nobody sees holds for the word that it stands in, and its mark knows which', () => {
    const body = 'Kim\u200b Chol and Kim\u200b again and code\u200b7.'
    const findings = [...body.matchAll(/\u200b/g)].map(({ index }) => ({
      family: 'hidden' as const,
      rule: 'invisible',
      start: index,
      end: index + 1,
      replacement: '',
    }))
    const parts = new Map([['body', { text: body, findings, state: 'done' as const }]])
    const content = { ...empty, body, overrides: [override('Kim\u200b', 'hidden')] }
    const { open, marks } = findingsOf(content, parts)
    expect(open.map(({ kept }) => kept)).toEqual(['code\u200b7.'])
    expect(marks.get('body')?.map(({ kept, severity }) => [kept, severity])).toEqual([
      ['Kim\u200b', 'overridden'],
      ['Kim\u200b', 'overridden'],
      ['code\u200b7.', 'hidden'],
    ])
  })

  it('keeps the beginning of a long quotation, and no half of a character', () => {
    expect(quoteOf('a'.repeat(2_000))).toHaveLength(1_000)
    expect(quoteOf(`${'a'.repeat(999)}𠮷`)).toHaveLength(999)
  })
})
