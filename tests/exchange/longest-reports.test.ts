import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Out } from '../../src/shared/contract.ts'
import type { Day } from '../../src/shared/ids.ts'
import { CaseId, ReportId, SourceId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { several } from '../in-full.ts'
import { vaultOfOneTest } from '../vault/harness.ts'
import { claimContent } from '../vault/protected-content.ts'
import { longestWait } from './cpu-time.ts'
import { storeMany } from './many-stored.ts'
import { day, id, reportContent, sourceContent } from './sample.ts'
import { session } from './test-vault.ts'

const most = 200
const n = several(4, 20)
const ids = Array.from({ length: n }, (_, i) => id(2_000_000 + i))

/** What the body, the other fields and the escapes leave to a translation. */
const rest = limits.revisionContent - limits.body - 1_000

/** A text that ends with a word: a letter that folds, in words of a thousand. */
const longest = (length: number, end: string): string =>
  `${`${'й'.repeat(999)} `.repeat(length / 1_000).slice(0, -end.length - 1)} ${end}`

const withTranslation = (title: string, body: string, translated: string) => ({
  ...(reportContent(title, body) as object),
  handling: { level: 'permitted', note: '', until: '' },
  translations: [
    { ...{ language: 'en', title: '', translator: '', editor: '' }, body: translated },
  ],
})
const content = (title: string) =>
  withTranslation(title, longest(limits.body, 'zqbody'), longest(rest, 'zqother'))

let opened: Awaited<ReturnType<typeof vaultOfOneTest>>
beforeAll(async () => {
  opened = await vaultOfOneTest()
  const { store } = session(opened.desk)
  store.together(() => {
    for (const subject of ids) {
      const input = { id: ReportId.parse(subject), rev: 0, content: content(subject) }
      store.reports.save(input as never)
    }
  })
})
afterAll(() => opened.end())

const all = { caseId: null, sourceId: null, state: null, cursor: null, limit: 50 } as const

const list = (): Promise<Out<'reports.list'>> =>
  Promise.resolve(opened.desk.handlers['reports.list'](all))

const waitsOf = async (
  asked: Readonly<Record<string, () => unknown>>,
): Promise<[string, number][]> => {
  const waits: [string, number][] = []
  for (const [name, ask] of Object.entries(asked)) waits.push([name, await longestWait(ask)])
  return waits.filter(([, ms]) => ms > most)
}

describe('beside reports of the largest size', () => {
  it('no list of reports or titles lets a request wait for more than 200 ms', async () => {
    const { handlers } = opened.desk
    const waits = await waitsOf({
      list,
      recent: () => handlers['overview.recent']({ caseId: null }),
      ofCase: () => handlers['overview.recent']({ caseId: CaseId.parse(id(1)) }),
      pinned: () => handlers['overview.titles']({ ids }),
      counts: () => handlers['overview.counts']({ caseId: null, today: day }),
      inventory: () => handlers['wipe.inventory']({}),
    })
    expect(waits).toEqual([])
  })

  it('a list is answered although something is saved in every turn, and is as of one moment', async () => {
    const { store } = session(opened.desk)
    const small = ReportId.parse(id(3))
    const save = (title: string, rev: number): void =>
      void store.reports.save({ id: small, rev, content: reportContent(title, 'x') as never })
    let saves = 0
    const made = new AbortController()
    const answer = list().finally(() => made.abort())
    while (!made.signal.aborted) {
      save(`Save ${saves + 1}`, saves)
      saves += 1
      await new Promise((resolve) => void setImmediate(resolve))
    }
    const { rows, total } = await answer
    expect(saves).toBeGreaterThan(1)
    expect([rows.length, total]).toEqual([n + 1, n + 1])
    expect(rows[0]?.title).toBe(`Save ${rows[0]?.rev}`)
    expect(rows[0]?.rev).toBeGreaterThanOrEqual(saves - 1)
    expect(await list()).toMatchObject({ total: n + 1, rows: [{ rev: saves }, ...rows.slice(1)] })
  })

  it('no search or mark lets a request wait for more than 200 ms, wherever the words are', async () => {
    const { handlers } = opened.desk
    const found: [string, number][] = []
    const search = (query: string) => async (): Promise<void> => {
      const { hits } = await handlers['search.query']({ query, limit: 50 })
      for (const { field, marks } of hits) found.push([field, marks.length])
    }
    const marks = (query: string) => async (): Promise<void> => {
      const { places } = await handlers['search.places']({ id: ReportId.parse(ids[0]), query })
      for (const { part, start } of places) found.push([part, start])
    }
    const waits = await waitsOf({
      ...{ body: search('zqbody'), other: search('zqother'), filter: search('state:draft zqbody') },
      ...{ places: marks('zqbody'), otherPlaces: marks('zqother') },
    })
    expect(waits).toEqual([])
    expect(found).toEqual([
      ...Array.from({ length: n }, () => ['body', 1]),
      ...Array.from({ length: n }, () => ['translation', 1]),
      ...Array.from({ length: n }, () => ['body', 1]),
      ['body', limits.body - 'zqbody'.length],
      ['translated-body', rest - 'zqother'.length],
    ])
  })

  it('a claim of as many sources as a report may name lets no request wait for more than 200 ms', async () => {
    const open = session(opened.desk)
    const sources = Array.from({ length: limits.sources }, (_, i) => id(3_000_000 + i))
    const report = id(4_000_000)
    storeMany(open, [
      ...sources.map((subject) => ({
        ...{ subject, kind: 'source' as const, content: sourceContent('x') },
      })),
      {
        ...{ subject: report, kind: 'report' },
        content: {
          ...(reportContent('t', longest(limits.body, 'end')) as object),
          sourceIds: sources,
        } as never,
      },
    ])
    const said = { sourceIds: sources.map((one) => SourceId.parse(one)) }
    const claim = claimContent(ReportId.parse(report), said)
    const { handlers } = opened.desk
    const saved = () => handlers['claims.save']({ id: null, rev: 0, content: claim })
    expect(await waitsOf({ saved })).toEqual([])
  })

  it('the list of deletion dates and deleted records lets no request wait for more than 200 ms', async () => {
    const { handlers } = opened.desk
    const { store } = session(opened.desk)
    const [subject, other] = ids
    if (subject === undefined || other === undefined) throw new Error('no report')
    store.retention.set({ subject, eraseAfter: '2020-01-01' as Day, hold: false, reason: '' })
    store.records.remove(other, store.reports.get(ReportId.parse(other)).rev)
    let kept: Out<'retention.list'> | null = null
    const asked = async (): Promise<void> => void (kept = await handlers['retention.list']({}))
    expect(await waitsOf({ kept: asked })).toEqual([])
    expect(kept).toMatchObject({
      said: [{ subject, kind: 'report', name: subject, due: true }],
      removed: [{ subject: other, kind: 'report', name: other, held: false }],
    })
  })
})
