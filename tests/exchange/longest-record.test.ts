import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Parsed, VaultHandlers } from '../../src/shared/contract.ts'
import type { VaultChannel } from '../../src/shared/channels.ts'
import { limits } from '../../src/shared/limits.ts'
import { seededRandom } from '../../scripts/soak/random.ts'
import { inFull } from '../in-full.ts'
import { caseContent, sourceContent } from '../vault/harness.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { fileFrom } from './by-hand.ts'
import { longestWait } from './cpu-time.ts'
import { knows } from './meet.ts'
import { overPort } from './over-port.ts'
import { id, person, reportContent, sample, signed } from './sample.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { committed, preview, toShare, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

/*
 * What one report of the largest size costs, whatever it is made of: a contact may send one, and
 * no step of any act divides a text (ADR 0048).
 */

const most = 200

const { below } = seededRandom(7)

/** As many different words as a report may have, in no order. */
const manyWords =
  (count: number, wordOf: (n: number) => string) =>
  (length: number): string => {
    const parts: string[] = []
    for (let units = 0; units < length;) {
      const next = wordOf(below(count))
      units += next.length
      parts.push(next)
    }
    return parts.join('').slice(0, length)
  }

const texts: Readonly<Record<string, (length: number) => string>> = {
  'different syllables, three bytes each': manyWords(limits.differentWords - 100, (n) =>
    String.fromCodePoint(0xac00 + n),
  ),
  'different short words': manyWords(limits.differentWords - 100, (n) => `${n.toString(36)} `),
  'letters beyond 16 bits that fold': (length) => '\u{10400}'.repeat(length / 2),
  'marks on one letter': (length) => '\u0301'.repeat(length),
  'signs that are escaped': (length) => '"'.repeat(length / 2),
}

const names = Object.keys(texts)
const tried = inFull ? names : names.slice(0, 4)

let two: Two
let more: { readonly caseId: string; readonly sourceIds: readonly string[] }
beforeEach(async () => {
  two = await twoVaults()
  const { handlers } = two.desk
  const consents = [toShare, { ...toShare, use: 'publish-unattributed' as const }]
  const content = { ...sourceContent('Heron'), consents }
  const source = await handlers['sources.save']({ id: null, rev: 0, content, identity: null })
  const kase = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Winter') })
  more = { caseId: kase.id, sourceIds: [source.id] }
})
afterEach(() => two.end())

/** How long a translation may be beside such a text: each syllable is a word. */
const restOf = (text: (length: number) => string): number =>
  isSpaceless(text(1)) ? limits.words - limits.body - 100 : limits.body

const isSpaceless = (text: string): boolean => /\p{scx=Hangul}/u.test(text)

const longest = (text: (length: number) => string, title: string) => ({
  ...(reportContent(title, text(limits.body)) as object),
  handling: { level: 'permitted', note: '', until: '' },
  translations: [
    {
      ...{ language: 'en', title: '', translator: '', editor: '' },
      body: text(limits.revisionContent - limits.body - 2_000).slice(0, restOf(text)),
    },
  ],
})

const waiting = (handlers: VaultHandlers) => {
  const waits: [string, number][] = []
  const waited = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
    const done: T[] = []
    waits.push([name, await longestWait(async () => done.push(await act()))])
    return done[0] ?? expect.fail(name)
  }
  const asked = <C extends VaultChannel>(channel: C, input: Parsed<C>) =>
    waited(channel, () => overPort(handlers, channel, input))
  return { waits, waited, asked }
}

describe.each(tried)('a report of the largest size, of %s,', (name) => {
  const text = texts[name] ?? expect.fail('no text')

  it('lets no request wait for more than 200 ms when it is written, shown, searched, exported, published or deleted', async () => {
    const { desk, out } = two
    const { waits, asked } = waiting(desk.handlers)
    const content = { ...longest(text, 'a'), ...more } as never
    const saved = await asked('reports.save', { id: null, rev: 0, content })
    const again = { ...(content as object), title: 'b' } as never
    const { id: report, rev } = saved
    const changed = await asked('reports.save', { id: report, rev, content: again })
    const filed = await asked('reports.file', { id: report, rev: changed.rev })
    await asked('reports.get', { id: report })
    await asked('reports.revisions', { id: report })
    await asked('records.versions', { id: report as never })
    await asked('search.query', { query: `"${text(2_000).slice(1_000, 1_020)}"`, limit: 50 })
    const sourceId = more.sourceIds[0] as never
    await asked('sources.footprint', { id: sourceId })
    const kept = { id: report as never, eraseAfter: '', hold: true, reason: 'for the test' }
    await asked('retention.set', kept as never)
    await asked('retention.list', {})
    await asked('vault.verify', { task: nextTask() })
    const choice = { choice: { kind: 'reports' as const, reportIds: [report] }, purpose: '' }
    const prepare = (overrides: Parsed<'exports.prepare'>['overrides']) =>
      asked('exports.prepare', { ...choice, overrides, task })
    const task = nextTask()
    const overrides = (await prepare([])).items
      .filter(({ state }) => state === 'blocks')
      .map(({ item }) => ({ item, reason: 'for the test' }))
    const { basedOn } = await prepare(overrides)
    await asked('exports.record', { task, subject: report as never, comparedWith: null })
    await asked('exports.write', {
      ...{ ...choice, overrides, basedOn, task: nextTask(), folder: tokenFor(desk, out) as never },
      target: { kind: 'passphrase', passphrase: 'four words for a file' },
    })
    const redactions = Array.from({ length: 1_500 }, (_, i) => ({
      ...{ start: 10 * i, end: 10 * i + 2, category: 'name' as const },
    }))
    const printed = {
      ...{ reportId: report, revision: filed.head ?? expect.fail('not filed') },
      ...{ attributionId: null, redactions },
    }
    const record = { ...publicationContent(more.caseId as never), reports: [printed] }
    const publication = await asked('publications.save', { id: null, rev: 0, content: record })
    await asked('publications.review', { id: publication.id, rev: publication.rev })
    await asked('publications.preview', {
      id: publication.id,
      rev: publication.rev,
      format: 'html',
    })
    await asked('retention.set', { ...kept, hold: false } as never)
    const other = await asked('reports.save', { id: null, rev: 0, content })
    await asked('records.remove', { id: other.id as never, rev: other.rev })
    await asked('records.restore', { id: other.id as never })
    expect(waits.filter(([, ms]) => ms > most)).toEqual([])
  }, 300_000)

  it('lets no request wait for more than 200 ms when it is imported, compared, merged and replaced by a newer one', async () => {
    const { desk } = two
    const by = person()
    knows(desk, by, { desks: [session(desk).author], serial: 2 })
    const { waits, waited, asked } = waiting(desk.handlers)
    const subject = id(1_000 + names.indexOf(name))
    const part = (title: string) => ({
      ...{ subject, kind: 'report' as const, content: longest(text, title) as never },
    })
    const first = signed(by, part('a'))
    const both = ['b', 'c'].map((title) => signed(by, { ...part(title), parents: [first.id] }))
    const gathered = { ...sample(by), revisions: [first, ...both], seals: [] }
    const path = await fileFrom(two, by, desk, gathered)
    const { exportId } = await waited('preview', async () => preview(desk, path))
    await asked('imports.differences', { exportId, subject })
    await waited('commit', () => committed(desk, exportId))
    const { rev, heads, sides } = await asked('records.versions', { id: subject })
    const content = sides[0]?.content as never
    await asked('records.merge', { id: subject, rev, heads, content })
    const older = signed(by, { ...part('a'), subject: id(2_000 + names.indexOf(name)) })
    const newer = signed(by, {
      ...part('b'),
      subject: id(2_000 + names.indexOf(name)),
      parents: [older.id],
    })
    for (const revisions of [[older], [older, newer]]) {
      const file = await fileFrom(two, by, desk, { ...sample(by), revisions, seals: [] })
      const { exportId: next } = await waited('preview of it', async () => preview(desk, file))
      await waited('commit of it', () => committed(desk, next))
    }
    expect(waits.filter(([, ms]) => ms > most)).toEqual([])
  }, 300_000)
})

it('a report that one character more makes too long is refused, and the next shorter one is not', async () => {
  const { handlers } = two.desk
  const of = (length: number) => ({
    ...(reportContent('a', 'x'.repeat(limits.body)) as object),
    translations: [
      { language: 'en', title: '', body: 'x'.repeat(length), translator: '', editor: '' },
    ],
  })
  const room = limits.revisionContent - JSON.stringify(of(0)).length
  const save = (length: number) =>
    overPort(handlers, 'reports.save', { id: null, rev: 0, content: of(length) })
  await expect(save(room)).resolves.toBeDefined()
  await expect(save(room + 1)).rejects.toThrow('too-big')
})

it('a report with one different word more than it may have is refused, written or imported, with all that its file brings', async () => {
  const { desk } = two
  const of = (count: number) =>
    reportContent('', Array.from({ length: count }, (_, i) => i.toString(36)).join(' ')) as never
  const save = (count: number) =>
    overPort(desk.handlers, 'reports.save', { id: null, rev: 0, content: of(count) })
  await expect(save(limits.differentWords)).resolves.toBeDefined()
  await expect(save(limits.differentWords + 1)).rejects.toThrow('too-big')
  const by = person()
  knows(desk, by, { desks: [session(desk).author], serial: 2 })
  const looked = async (count: number, n: number) => {
    const revision = signed(by, { subject: id(n), kind: 'report', content: of(count) })
    const path = await fileFrom(two, by, desk, { ...sample(by), revisions: [revision], seals: [] })
    return preview(desk, path)
  }
  await expect(looked(limits.differentWords, 3_001)).resolves.toBeDefined()
  await expect(looked(limits.differentWords + 1, 3_002)).rejects.toThrow('too-big')
})

it('a report whose characters are several more in NFC is too long by these', async () => {
  const { handlers } = two.desk
  const save = (body: string) =>
    overPort(handlers, 'reports.save', {
      id: null,
      rev: 0,
      content: reportContent('', body) as never,
    })
  await expect(save('\u{1d160}'.repeat(80_000))).resolves.toBeDefined()
  await expect(save('\u{1d160}'.repeat(125_000))).rejects.toThrow('too-big')
})
