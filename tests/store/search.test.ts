import { expect, test } from 'vitest'
import { openWriteDb } from '../../src/main/store/db.ts'
import { parseQuery } from '../../src/main/store/query.ts'
import { ReportId } from '../../src/shared/ids.ts'
import { finished } from '../exchange/finished.ts'
import { asRecord, caseContent, testVault, sourceContent } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'

const titles = (d: TestVault, query: string): string[] =>
  d.store.search(query, 50).hits.map((hit) => hit.row.title)

test('an excerpt ends with a whole word, and says that there is more', () => {
  const d = testVault()
  d.draft({ body: 'trafficking '.repeat(40) })
  d.draft({ body: 'short' })
  const { rows } = d.store.reports.list({
    caseId: null,
    sourceId: null,
    state: null,
    cursor: null,
    limit: 5,
  })
  expect(rows.map(({ excerpt }) => excerpt)).toEqual([
    'short',
    `${'trafficking '.repeat(13).trimEnd()}…`,
  ])
})

test('a snippet begins with a whole word, and says that something came before', () => {
  const d = testVault()
  d.draft({ body: `${'long before that '.repeat(10)}the repatriation went on` })
  const [hit] = d.store.search('repatriation', 5).hits
  expect(hit?.snippet).toMatch(/^…(that|long|before) /)
  expect(hit?.marks.map(([from, to]) => hit.snippet.slice(from, to))).toEqual(['repatriation'])
})

test('words must all occur; phrases, beginnings and exclusions do what they say', () => {
  const d = testVault()
  d.draft({ title: '1', body: 'People crossed the border at night' })
  d.draft({ title: '2', body: 'The border was crossed by people' })
  d.draft({ title: '3', body: 'Borderland people' })
  expect(titles(d, 'people border ')).toEqual(['2', '1'])
  expect(titles(d, '"crossed the border"')).toEqual(['1'])
  expect(titles(d, 'border* people')).toEqual(['3', '2', '1'])
  expect(titles(d, 'people -night')).toEqual(['3', '2'])
  expect(titles(d, '-night')).toEqual(['3', '2'])
  expect(titles(d, 'people -"crossed by"')).toEqual(['3', '1'])
  expect(titles(d, 'BORDER PEOPLE ')).toEqual(['2', '1'])
})

test('the last word finds as one types it, and is whole once something follows', () => {
  const d = testVault()
  d.draft({ title: '1', body: 'repatriation' })
  expect(titles(d, 'repatr')).toEqual(['1'])
  expect(titles(d, 'repatr ')).toEqual([])
  expect(titles(d, '"repatr"')).toEqual([])
})

test('Latin letters are found with and without their accents', () => {
  const d = testVault()
  d.draft({ title: '1', body: 'Café Zürich' })
  for (const query of ['cafe', 'CAFÉ', 'zurich', 'zu\u0308rich'])
    expect(titles(d, query)).toEqual(['1'])
  const [hit] = d.store.search('zurich', 5).hits
  expect(hit?.marks.map(([from, to]) => hit.snippet.slice(from, to))).toEqual(['Zürich'])
})

test('title, body and translations are searched, and the hit says where', () => {
  const d = testVault()
  const translations = [
    { language: 'ko', title: '강제 북송', body: '단둥을 거쳐', translator: '', editor: '' },
    { language: 'zh', title: '遣返', body: '经图们', translator: '', editor: '' },
  ]
  d.draft({ title: 'Sent back', body: 'through Dandong', translations })
  const field = (query: string) => d.store.search(query, 5).hits[0]?.field
  expect(field('sent')).toBe('title')
  expect(field('dandong')).toBe('body')
  expect(field('북송')).toBe('translation')
  expect(field('图们')).toBe('translation')
  expect(field('lang:en')).toBe('filter')
  // No phrase across the border of two translations.
  expect(titles(d, '"거쳐 遣返"')).toEqual([])
})

test('filters narrow by source, case, date, language, tag and state', () => {
  const d = testVault()
  const caseId = d.saveCase(caseContent('Detention 2024'))
  const lantern = d.saveSource(sourceContent({ codeName: 'Grey Lantern' }))
  const turner = d.saveSource(
    sourceContent({ kind: 'on-record', codeName: '', name: 'Julie Turner' }),
  )
  d.filed({ title: '1', sourceIds: [lantern], eventDate: '2023-10', tags: ['Border'] })
  d.draft({ title: '2', sourceIds: [turner], caseId, eventDate: '2024-04-09', language: 'zh-Hans' })
  d.draft({ title: '3', eventDate: '2023-12/2024-02', tags: ['borderland'] })
  d.draft({ title: '4' })
  const expected: Record<string, string[]> = {
    'source:grey': ['1'],
    'source:"julie t"': ['2'],
    'case:detention': ['2'],
    'after:2024': ['3', '2'],
    'before:2023': ['3', '1'],
    'after:2023-10 before:2023-10': ['1'],
    'after:2024-02-29': ['3', '2'],
    'after:2024-03': ['2'],
    'lang:zh': ['2'],
    'lang:ZH-hans': ['2'],
    'tag:border': ['3', '1'],
    'tag:BORDERL': ['3'],
    'state:filed': ['1'],
    '-state:filed': ['4', '3', '2'],
    '-after:2024': ['4', '1'],
    'body tag:border -source:grey': ['3'],
  }
  for (const [query, found] of Object.entries(expected))
    expect([query, titles(d, query)]).toEqual([query, found])
})

test('a filter that names nothing finds nothing and is told; excluded it excludes nothing', () => {
  const d = testVault()
  d.draft({ title: '1' })
  expect(d.store.search('source:nobody body', 5)).toEqual({
    hits: [],
    total: 0,
    unknown: ['source:nobody'],
  })
  expect(d.store.search('body -tag:none', 5)).toMatchObject({ total: 1, unknown: ['tag:none'] })
})

test('what is no filter is words', () => {
  const filters = (text: string) => parseQuery(text).filters
  for (const text of [
    'after:soon',
    'state:odd',
    'colour:red',
    'source:',
    'before:2024-13',
    ':x',
    'tag:""',
  ]) {
    expect(filters(text)).toEqual([])
  }
  expect(parseQuery('"open phrase').terms.map((term) => term.text)).toEqual(['"open', 'phrase'])
  expect(parseQuery('well-known').terms).toEqual([
    { text: 'well-known', prefix: true, excluded: false },
  ])
  expect(parseQuery('- -').terms.every((term) => !term.excluded)).toBe(true)
  expect(parseQuery('- -').filters).toEqual([])
})

test('the total counts what the page does not show', () => {
  const d = testVault()
  for (let n = 0; n < 12; n++) d.draft({ body: 'same words' })
  const { hits, total } = d.store.search('same', 5)
  expect([hits.length, total]).toEqual([5, 12])
})

test('what begins with a letter or two is found newest first, counted whole, without what is excluded', () => {
  const d = testVault()
  const ids = ['waded', 'walked', 'waited', 'water', 'went', 'wakeful'].map(
    (word) => d.filed({ body: `${word} 강변` }).id,
  )
  const [waded, walked, waited, water, , wakeful] = ids
  const found = (query: string, limit = 50) => {
    const { hits, total } = d.store.search(query, limit)
    return [hits.map(({ row }) => row.id), total]
  }
  expect(found('wa')).toEqual([[wakeful, water, waited, walked, waded], 5])
  expect(found('wa', 2)).toEqual([[wakeful, water], 5])
  expect(found('강', 1)).toEqual([[wakeful], 6])
  expect(found('-water wa')).toEqual([[wakeful, waited, walked, waded], 4])
  expect(found('state:filed wa', 2)).toEqual([[wakeful, water], 5])
  d.store.records.remove(asRecord(wakeful ?? ''), d.store.reports.get(ReportId.parse(wakeful)).rev)
  expect(found('wa', 2)).toEqual([[water, waited], 4])
  expect(found('wx')).toEqual([[], 0])
})

test('what an old page of the index still names is passed over, and no other report with it', () => {
  const d = testVault()
  const ids = ['waded', 'walked', 'waited', 'water'].map((body) => d.filed({ body }).id)
  for (const id of ids.slice(2)) d.store.records.remove(asRecord(id), d.store.reports.get(id).rev)
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  db.exec(`INSERT INTO search (rowid, title, body, translation)
    SELECT num, '', 'water', '' FROM record WHERE kind = 'report' AND removed = 1`)
  db.close()
  const found = (query: string) => d.store.search(query, 2).hits.map(({ row }) => row.id)
  d.open()
  expect(found('wa')).toEqual([ids[1], ids[0]])
  expect(found('water')).toEqual([])
})

test('a hit far into a long text is shown and marked, wherever it lies', () => {
  const d = testVault()
  for (const filler of ['word ', 'wörd ']) {
    for (const at of [90_990, 99_998, 181_980, 220_000]) {
      const body = `${filler.repeat(at / 5)}zqneedle ${filler.repeat(5000)}`
      d.draft({ body }, 'ab'.repeat(16))
      const [hit] = d.store.search('zqneedle', 1).hits
      expect(hit?.field).toBe('body')
      expect(hit?.marks.map(([from, to]) => hit.snippet.slice(from, to))).toEqual(['zqneedle'])
    }
  }
})

test('every place of the words is told, in title, text and translations, in their order', () => {
  const d = testVault()
  const translation = { language: 'ko', translator: '', editor: '' }
  const { id } = d.draft({
    title: 'Café',
    body: 'A cafe, the CAFÉ and a cafeteria.',
    translations: [{ ...translation, title: '카페', body: '카페에서, 그 카페' }],
  })
  const places = (query: string) =>
    finished(d.store.searchPlaces(id, query)).map(
      ({ part, index, start, words }) => `${part} ${index} ${start} ${words}`,
    )
  expect(places('cafe -the after:2024')).toEqual([
    'title 0 0 Café',
    'body 0 2 cafe',
    'body 0 12 CAFÉ',
  ])
  expect(places('cafe')).toContain('body 0 23 cafe')
  expect(places('카페')).toEqual([
    'translated-title 0 0 카페',
    'translated-body 0 0 카페',
    'translated-body 0 8 카페',
  ])
  for (const query of ['', 'state:draft', '-cafe', '"']) expect(places(query)).toEqual([])
})

test('places are those of the text as it was written, composed or not', () => {
  const d = testVault()
  const body = `${'북송된 Zürich, '.repeat(3)}끝`.normalize('NFD')
  const { id } = d.draft({ body })
  for (const word of ['북송', '송된', 'zurich', '끝']) {
    const places = finished(d.store.searchPlaces(id, word))
    expect(places.length).toBe(word === '끝' ? 1 : 3)
    for (const { start, end, words } of places) {
      expect(words).toBe(body.slice(start, end))
      expect(words.normalize('NFC').toLowerCase()).toBe(word.replace('u', 'ü'))
    }
  }
})

test('of a long text every place is told once, across the stretches that are searched', () => {
  const d = testVault()
  const body = 'zq word '.repeat(30_000)
  const { id } = d.draft({ body }, 'ab'.repeat(16))
  const places = finished(d.store.searchPlaces(id, 'zq'))
  expect(places.length).toBe(1_000)
  expect(places.map(({ start }) => start)).toEqual(places.map((_, at) => at * 8))
  // Around each border between two stretches.
  const far = [0, 90_980, 90_990, 91_000, 91_010, 99_995, 181_990, 218_000]
  const letters = [...'x '.repeat(110_000)]
  for (const at of far) letters.splice(at, 4, ...' qz ')
  d.draft({ body: letters.join('') }, 'ab'.repeat(16))
  const told = finished(d.store.searchPlaces(id, 'qz')).map(({ start }) => start)
  expect(told).toEqual(far.map((at) => at + 1))
})

test('the places in a report that is not here are refused', () => {
  const d = testVault()
  const { id } = d.draft({ body: 'words' })
  d.store.records.remove(asRecord(id), 1)
  expect(() => finished(d.store.searchPlaces(id, 'words'))).toThrow('not-found')
})
