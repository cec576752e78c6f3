import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { publicationHandlers } from '../../src/main/vault/publishing/publication-handlers.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import type { Out } from '../../src/shared/contract.ts'
import { CaseId, PublicationId, RecordId, SourceId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { failureOf, vaultAndFolder } from '../vault/harness.ts'
import { attributionContent, claimContent } from '../vault/protected-content.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { consents, print } from '../vault/publication-vault.ts'
import { longestWait } from './cpu-time.ts'
import { storeMany } from './many-stored.ts'
import { caseContent, id, reportContent, sourceContent } from './sample.ts'
import { session, tokenFor } from './test-vault.ts'

const most = 200
/** Sources: each gets a line in the journal, in one transaction. */
const n = 2_000
/** Claims, and phrases. */
const records = 4_000
const reports = limits.publicationReports
const publication = PublicationId.parse(id(2))
const sourceId = (i: number) => id(1_000_000 + i)
const reportId = (i: number) => id(2_000_000 + i)
const claimId = (i: number) => id(3_000_000 + i)
const phraseId = (i: number) => id(4_000_000 + i)

let opened: Awaited<ReturnType<typeof vaultAndFolder>>
let out: string
beforeAll(async () => {
  opened = await vaultAndFolder()
  ;({ out } = opened)
  const open = session(opened.desk)
  type Record = Parameters<typeof storeMany>[1][number]
  const each = (
    count: number,
    one: (i: number) => Canonical,
    kind: Record['kind'],
    of: typeof id,
  ) => Array.from({ length: count }, (_, i): Record => ({ subject: of(i), kind, content: one(i) }))
  const source = (i: number): Canonical => ({
    ...(sourceContent(`Heron ${i}`) as object),
    consents,
  })
  // Each report names some of the sources and has some of the claims: all of both count.
  const report = (i: number): Canonical => ({
    ...(reportContent(
      ...([`Report ${i}`, 'Quillon crossed. ' + 'They had no shoes. '.repeat(40), id(1)] as const),
      Array.from({ length: n / reports }, (_, k) => sourceId((i + k * reports) % n)),
    ) as object),
    handling: { level: 'permitted', note: '', until: '' },
  })
  storeMany(open, [
    { subject: id(1), kind: 'case', content: caseContent('Winter') },
    ...each(n, source, 'source', sourceId),
    ...each(reports, report, 'report', reportId),
    ...each(
      records,
      (i) =>
        claimContent(reportId(i % reports) as never, { caseId: CaseId.parse(id(1)) }) as Canonical,
      'claim',
      claimId,
    ),
    ...each(
      records,
      (i) => attributionContent(sourceId(i % n) as never) as Canonical,
      'attribution',
      phraseId,
    ),
  ])
  storeMany(open, [
    {
      ...{ subject: id(2), kind: 'publication' },
      content: {
        ...publicationContent(CaseId.parse(id(1))),
        claims: Array.from({ length: limits.publicationClaims }, (_, i) => ({
          ...{ claimId: claimId(i), attributionId: phraseId(i % reports), wording: 'Returned.' },
          ...{ when: '2023', place: 'the border', count: 'two' },
        })),
        reports: Array.from({ length: reports }, (_, i) => ({
          ...{ reportId: reportId(i), attributionId: phraseId(i) },
          revision: open.store.revisions.heads(RecordId.parse(reportId(i)))?.head,
          redactions: [{ start: 0, end: 7, category: 'name' }],
        })),
      } as Canonical,
    },
  ])
})
afterAll(() => opened.end())

/** The texts that were given to the checks, which find nothing. */
let checked = 0
const ours = publicationHandlers(() => session(opened.desk), {
  check: () => {
    checked += 1
    return Promise.resolve([])
  },
  print,
})

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

const reviewed = async (): Promise<Out<'publications.review'>> =>
  ours['publications.review']({ id: publication, rev: 1 })

/** Writes the publication; acts when its texts were checked, while the last check is made. */
const writeWhile = async (
  { basedOn }: Out<'publications.review'>,
  act: () => unknown,
): Promise<unknown> => {
  checked = 0
  const formats = ['html', 'json'] as const
  const folder = tokenFor(opened.desk, out)
  const input = { id: publication, basedOn, formats: [...formats], folder }
  const written = Promise.resolve(ours['publications.write'](input))
  written.catch(() => undefined)
  // Title, claims and reports.
  while (checked < 1 + limits.publicationClaims + reports) await nextTurn()
  for (let turns = 0; turns < 20; turns += 1) await nextTurn()
  await act()
  return written
}

it('the review, preview and writing of a publication of thousands of sources and claims let no request wait for more than 200 ms', async () => {
  const waits: [string, number][] = []
  const wait = async (name: string, act: () => unknown): Promise<void> => {
    waits.push([name, await longestWait(act)])
  }
  let review: Out<'publications.review'> | null = null
  await wait('review', async () => {
    review = await reviewed()
  })
  const { basedOn } = review ?? expect.fail('no review')
  const formats = ['html', 'csv', 'json', 'ftm', 'uwazi'] as const
  for (const format of formats) {
    await wait(format, () => ours['publications.preview']({ id: publication, rev: 1, format }))
  }
  const folder = tokenFor(opened.desk, out)
  await wait('write', () =>
    ours['publications.write']({ id: publication, basedOn, formats: [...formats], folder }),
  )
  expect(waits.filter(([, ms]) => ms > most)).toEqual([])
  expect(readdirSync(out)).toHaveLength(1)
  // Every source has a line.
  const { lines } = session(opened.desk).store.journal.list(sourceId(n - 1), null, 1)
  expect(lines).toMatchObject([{ kind: 'record.published' }])
})

it('consent that is withdrawn during the last check blocks the publication', async () => {
  const review = await reviewed()
  expect(review.ready).toBe(true)
  const { store } = session(opened.desk)
  const { id: source, rev, content } = store.sources.get(SourceId.parse(sourceId(n - 1)))
  const withdrawn = consents.map((consent) => ({ ...consent, withdrawn: '2024-02' }))
  const save = async (from: number, of: typeof consents): Promise<unknown> =>
    opened.desk.handlers['sources.save']({
      ...{ id: source, rev: from, identity: null },
      content: { ...content, consents: of },
    })
  expect(await failureOf(() => writeWhile(review, () => save(rev, withdrawn)))).toBe('withheld')
  const blocking = (await reviewed()).items.filter(({ state }) => state === 'blocks')
  expect(blocking.map(({ subject }) => subject)).toEqual([sourceId(n - 1)])
  await save(rev + 1, consents)
  expect(readdirSync(out)).toHaveLength(1)
})

it('a lock during the last check ends it, and nothing is written', async () => {
  const review = await reviewed()
  const lock = (): void => opened.desk.controller.close()
  expect(await failureOf(() => writeWhile(review, lock))).toBe('locked')
  expect(readdirSync(out)).toHaveLength(1)
})
