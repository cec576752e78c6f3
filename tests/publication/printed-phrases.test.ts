import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lint } from '../../src/disclosure-checks/lint.ts'
import { allRules } from '../../src/disclosure-checks/tables/all.ts'
import { phrasesOf, readUnprinted } from '../../src/main/vault/review/printed-phrases.ts'
import { readPage } from '../../src/publication/html-parts.ts'
import type { PublicRecord } from '../../src/publication/public-record.ts'
import type { Finding } from '../../src/shared/lint.ts'
import { runAtOnce } from '../../src/shared/steps.ts'
import { languages } from '../../src/shared/vocabularies.ts'
import { filesOf, sampleRecord } from './sample-record.ts'

const phrases = {
  en: ['a trader in the border area', 'a high-ranking source in North Korea'],
  ko: ['접경 지역의 상인', '북한의 고위급 소식통'],
  zh: ['边境地区的商人', '朝鲜一位高级消息人士'],
} as const

type Language = keyof typeof phrases

const left = (language: Language, text: string): string[] => {
  const findings: Finding[] = lint(text, { language }).map((one) => ({ ...one, replacement: null }))
  return runAtOnce(readUnprinted(text, findings, phrases[language]))
    .filter(({ family }) => family === 'phrase')
    .map(({ start, end }) => text.slice(start, end))
}

describe('a phrase that the record itself prints', () => {
  it.each<[Language, string]>([
    ['en', 'About ten people were handed over.\na trader in the border area\n2023\nthe border'],
    ['en', 'a high-ranking source in North Korea\nThey had no shoes.'],
    ['en', 'A high-ranking source in North Korea said that dozens were sent.'],
    ['en', 'Dozens were sent, according to a trader in the border area.'],
    ['ko', '접경 지역의 상인\n수십 명이 보내졌다.'],
    ['ko', '북한의 고위급 소식통은 수십 명이 보내졌다고 전했다.'],
    ['ko', '북한의 고위급 소식통에 따르면 수십 명이 보내졌다.'],
    ['zh', '边境地区的商人\n有几十人被送走。'],
    ['zh', '朝鲜一位高级消息人士说，有几十人被送走。'],
  ])('is no finding in %s: %j', (language, text) => {
    expect(left(language, text)).toEqual([])
  })
})

describe('an unregistered phrase', () => {
  it.each<[Language, string]>([
    ['en', 'A trader in Hyesan said that dozens were sent.'],
    ['en', 'Another trader in the border area near Tumen customs said that dozens were sent.'],
    ['en', 'A trader in the border area working at Tumen customs said that dozens were sent.'],
    ['en', 'A high-ranking source in North Korea at the Ministry of State Security said so.'],
    ['en', 'A grain trader in the border area said that dozens were sent.'],
    ['ko', '혜산의 한 상인은 수십 명이 보내졌다고 말했다.'],
    ['ko', '북한의 고위급 소식통인 혜산시 보위부의 한 지도원은 수십 명이 보내졌다고 전했다.'],
    ['zh', '惠山的一名商人说，有几十人被送走。'],
    ['zh', '在海关工作的朝鲜一位高级消息人士说，有几十人被送走。'],
  ])('is found in %s: %j', (language, text) => {
    expect(left(language, text)).not.toEqual([])
  })
})

const unescaped: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

/** The findings of the preview, as offsets on the page. */
const onPageOf = (record: PublicRecord, page: string): Finding[] => {
  const { text, onPage } = readPage(page)
  const findings: Finding[] = lint(text, { language: record.language }).map((one) => ({
    ...one,
    replacement: null,
  }))
  return runAtOnce(readUnprinted(text, findings, phrasesOf(record))).map(onPage)
}

describe('a phrase on the page of a record', () => {
  it.each(languages)('is no finding, whatever line follows: %s', (language) => {
    for (const attribution of phrases[language]) {
      const sample = sampleRecord(language)
      const record = { ...sample, claims: [{ ...sample.claims[0]!, attribution }] }
      const [page] = filesOf(record, 'html')
      const found = onPageOf(record, page!.text).filter(({ family }) => family === 'phrase')
      expect(found.map(({ start, end }) => page!.text.slice(start, end))).toEqual([])
    }
  })

  it('is no finding if its signs are escaped on the page', () => {
    const attribution = "a high-ranking source in North Korea's army"
    const sample = sampleRecord('en')
    const record = { ...sample, claims: [{ ...sample.claims[0]!, attribution }], texts: [] }
    expect(lint(attribution).map(({ family }) => family)).toContain('phrase')
    const page = filesOf(record, 'html')[0]!.text
    const found = onPageOf(record, page).filter(({ family }) => family === 'phrase')
    expect(found.map(({ start, end }) => page.slice(start, end))).toEqual([])
  })
})

describe('a finding in one element of the page', () => {
  const hits = allRules.flatMap(({ hits }) => hits.map(([text]) => text))
  const words = fc.oneof(
    fc.constantFrom(...hits),
    fc.constantFrom(...languages.flatMap((language) => [...phrases[language]])),
    fc.constantFrom('', 'China & "Korea" <told> us it\'s so.', 'October 2023', '200'),
  )
  const several = fc.array(words, { maxLength: 3 }).map((parts) => parts.join(' '))
  const claim = fc.record({
    wording: several,
    attribution: words,
    when: fc.constantFrom('', '2023-10', '2023-10-05'),
    place: words,
    count: words,
    credibility: fc.constantFrom('1', '6'),
  })
  const told = fc.record({
    language: fc.constantFrom('en', 'ko', 'zh-Hans'),
    attribution: words,
    parts: fc.array(
      fc.oneof(
        words.map((text) => ({ text })),
        fc.constant({ removed: 'name' } as const),
      ),
      { maxLength: 4 },
    ),
  })
  const records: fc.Arbitrary<PublicRecord> = fc.record({
    language: fc.constantFrom(...languages),
    title: words,
    summary: several,
    method: several,
    claims: fc.array(claim, { maxLength: 3 }),
    texts: fc.array(told, { maxLength: 2 }),
  })

  it('is marked in the preview too, at its place', () => {
    fc.assert(
      fc.property(records, (record) => {
        const page = filesOf(record, 'html')[0]!.text
        const marked = onPageOf(record, page)
        const lost: string[] = []
        for (const { 1: tag, 2: inner, index, 0: whole } of page.matchAll(
          /<(p|h1|dt|dd|td)\b[^>]*>(.*?)<\/\1>/gs,
        )) {
          expect(tag).not.toBe('')
          const from = index + whole.indexOf('>') + 1
          // The plain text, and the place of each of its characters on the page.
          const signs = [...inner!.matchAll(/<[^>]*>|&[^;]*;|[^]/g)].filter(
            ({ 0: sign }) => !sign.startsWith('<'),
          )
          const plain = signs.map(({ 0: sign }) => unescaped[sign] ?? sign).join('')
          const found: Finding[] = lint(plain, { language: record.language }).map((one) => ({
            ...one,
            replacement: null,
          }))
          for (const { start, end, family } of runAtOnce(
            readUnprinted(plain, found, phrasesOf(record)),
          )) {
            const first = from + signs[start]!.index
            const last = from + signs[end - 1]!.index
            if (!marked.some((one) => one.start <= first && one.end > last)) {
              lost.push(`${family}: ${plain.slice(start, end)} | ${plain}`)
            }
          }
        }
        expect(lost).toEqual([])
      }),
    )
  })
})
