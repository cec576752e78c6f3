import { afterEach, beforeEach, expect, it } from 'vitest'
import { several } from '../in-full.ts'
import { noticeId } from '../../src/main/exchange/notice.ts'
import { signRevision } from '../../src/main/vault/session/revise.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { CaseId, ClaimId, RecordId, ReportId, SourceId } from '../../src/shared/ids.ts'
import type { Day } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import type { Revision, SourceContent } from '../../src/shared/records.ts'
import { claimContent } from '../vault/protected-content.ts'
import {
  reportContent as reportContentOf,
  sourceContent as sourceContentOf,
} from '../vault/harness.ts'
import { fileFrom } from './by-hand.ts'
import { cardOf } from './cards.ts'
import { longestWait } from './cpu-time.ts'
import { handOverDecided } from './decided.ts'
import { noticeBy } from './export-metadata.ts'
import { knows, names } from './meet.ts'
import { storeMany } from './many-stored.ts'
import { caseContent, id, person, reportContent, sample, signed, sourceContent } from './sample.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { hybridOf, lettingPass, prepared, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

const most = 200
const first = 1_000_000

let two: Two
beforeEach(async () => {
  two = await twoVaults()
})
afterEach(() => two.end())

/** Takes a file of a contact into the vault: a case, and reports that each name a source. */
const takenFrom = async (counts: {
  readonly reports: number
  readonly sources: number
  readonly cases: number
  readonly withdrawals: number
}): Promise<void> => {
  const { desk } = two
  const by = person()
  knows(desk, by)
  const many = <T>(count: number, one: (i: number) => T): T[] =>
    Array.from({ length: count }, (_, i) => one(i))
  const onRecord = (i: number): object => ({
    ...(sourceContent('x') as object),
    ...{ kind: 'on-record', codeName: '', name: `Office ${String(i)}` },
  })
  const revisions = [
    signed(by, { subject: id(1), kind: 'case', content: caseContent('Winter') }),
    ...many(counts.cases, (i) =>
      signed(by, { subject: id(10 + i), kind: 'case', content: caseContent(`Case ${String(i)}`) }),
    ),
    ...many(counts.sources, (i) =>
      signed(by, { subject: id(first + i), kind: 'source', content: onRecord(i) as never }),
    ),
    ...many(counts.reports, (i) =>
      signed(by, {
        subject: id(2 * first + i),
        kind: 'report',
        content: reportContent(`Report ${String(i)}`, 'x', id(1), [id(first + i)]),
      }),
    ),
  ]
  const notices = many(counts.withdrawals, (i) => noticeBy(by, { subject: id(first + i) }))
  const { sources, reports } = counts
  const file = { ...sample(by), revisions, seals: [], sources, reports }
  await taken(desk, await fileFrom(two, by, desk, file, { notices }))
}

/** The longest that each act let another request wait, where that is too long. */
const tooLong = async (
  acts: Readonly<Record<string, () => unknown>>,
): Promise<readonly (readonly [string, number])[]> => {
  const waits: [string, number][] = []
  for (const [name, act] of Object.entries(acts)) waits.push([name, await longestWait(act)])
  return waits.filter(([, ms]) => ms > most)
}

const reviewed = async (caseId: string = id(1)): Promise<unknown> =>
  prepared(
    two.desk,
    { kind: 'case', caseId: CaseId.parse(caseId) },
    { recipients: [await hybridOf(two.field)] },
  )

it('a review of reports whose sources are not here, each with a withdrawal, lets no request wait for more than 200 ms', async () => {
  const n = several(600, 2_500)
  await takenFrom({ reports: n, sources: 0, cases: 0, withdrawals: n })
  expect(await tooLong({ review: () => reviewed() })).toEqual([])
}, 300_000)

it('a review of reports of as many sources lets no request wait for more than 200 ms', async () => {
  const n = several(1_000, 2_500)
  await takenFrom({ reports: n, sources: n, cases: 0, withdrawals: 0 })
  expect(await tooLong({ review: () => reviewed() })).toEqual([])
}, 300_000)

/**
 * Fills the desk: each source has a report and, unless left out, a withdrawal, each report a claim,
 * and each source a link to the one before, if all are one person.
 */
const filled = ({
  n,
  isOnePerson,
  caseId,
  isWithdrawn = true,
}: {
  readonly n: number
  readonly isOnePerson: boolean
  readonly caseId: CaseId | null
  readonly isWithdrawn?: boolean
}): readonly SourceId[] => {
  const open = session(two.desk)
  const { store, author, signing } = open
  const at = (kind: number, i: number): string => id(kind * first + i)
  const revisionOf = (of: string, kind: Revision['kind'], content: Canonical): Revision =>
    signRevision(open, { subject: RecordId.parse(of), kind, content })
  const bySource = (i: number): void => {
    const content: SourceContent = {
      ...{ ...sourceContentOf('x'), kind: 'on-record', codeName: '', name: `Office ${String(i)}` },
      sameOrigin: isOnePerson && i > 0 ? [SourceId.parse(at(1, i - 1))] : [],
    }
    const source = at(1, i)
    const revision = revisionOf(source, 'source', content)
    store.sources.save({ id: SourceId.parse(source), rev: 0, content, revision, seal: null })
    const report = ReportId.parse(at(2, i))
    const text = { ...reportContentOf('x'), caseId, sourceIds: [SourceId.parse(source)] }
    store.reports.save({ id: report, rev: 0, content: text })
    // Only the review of an export needs filed reports.
    if (caseId !== null) {
      store.reports.file({ id: report, rev: 1, revision: revisionOf(report, 'report', text) })
    }
    const claim = claimContent(report)
    const id = ClaimId.parse(at(3, i))
    store.claims.save({ id, rev: 0, content: claim, revision: revisionOf(id, 'claim', claim) })
  }
  store.together(() => Array.from({ length: n }, (_, i) => bySource(i)))
  const by = { author, keys: signing }
  const notices = Array.from({ length: isWithdrawn ? n : 0 }, (_, i) =>
    noticeBy(by, { subject: RecordId.parse(at(1, i)), uses: ['share-desk'] }),
  )
  store.notices.keep(notices.map((notice) => ({ id: noticeId(notice), notice })))
  return Array.from({ length: n }, (_, i) => SourceId.parse(at(1, i)))
}

/** What is asked about one of many sources, and about all. */
const questionsAbout = (source: SourceId): Readonly<Record<string, () => unknown>> => {
  const { handlers } = two.desk
  const counts = (): unknown =>
    handlers['overview.counts']({ caseId: null, today: '2024-05-02' as Day })
  return {
    first: counts,
    counts,
    footprint: () => handlers['sources.footprint']({ id: source }),
    phrases: () => handlers['attributions.together']({ sourceId: source }),
    inventory: () => handlers['wipe.inventory']({}),
    contacts: () => handlers['contacts.list']({}),
    save: () =>
      handlers['sources.save']({
        ...{ id: null, rev: 0, content: sourceContentOf('Wood Lark'), identity: null },
      }),
    afterSave: counts,
  }
}

it('counts, what contains a source, its phrases and the inventory beside many sources, each with a withdrawal, let no request wait for more than 200 ms', async () => {
  const [source] = filled({ n: several(1_400, 10_000), isOnePerson: false, caseId: null })
  if (source === undefined) throw new Error('none')
  expect(await tooLong(questionsAbout(source))).toEqual([])
}, 300_000)

it('the same about many sources of one person let no request wait for more than 200 ms', async () => {
  const { id: caseId } = await two.desk.handlers['cases.save']({
    ...{ id: null, rev: 0, content: { title: 'Winter', question: '', status: 'open' } },
  })
  const [source] = filled({ n: several(300, 2_000), isOnePerson: true, caseId })
  if (source === undefined) throw new Error('none')
  expect(await tooLong({ ...questionsAbout(source), review: () => reviewed(caseId) })).toEqual([])
}, 300_000)

it('what depends on origins, beside sources of as many links each as they may have, lets no request wait for more than 200 ms', async () => {
  const n = several(4_000, 20_000)
  const at = (i: number): string => id(first + (i % n))
  const linked = (_: unknown, i: number) => ({
    subject: RecordId.parse(at(i)),
    kind: 'source' as const,
    content: {
      ...{ ...sourceContentOf('x'), kind: 'on-record', codeName: '', name: `Office ${String(i)}` },
      sameOrigin: Array.from({ length: limits.sources }, (__, k) => at(i + 1 + 37 * k)),
    },
  })
  storeMany(session(two.desk), Array.from({ length: n }, linked))
  const { handlers } = two.desk
  const { id: caseId } = await handlers['cases.save']({
    ...{ id: null, rev: 0, content: { title: 'Winter', question: '', status: 'open' } },
  })
  expect(
    await tooLong({
      ...questionsAbout(SourceId.parse(at(0))),
      exports: () => handlers['exports.list']({}),
      corroboration: () => handlers['claims.corroboration']({ caseId }),
    }),
  ).toEqual([])
}, 300_000)

it('the plan of a hand-over of many reports, claims and sources lets no request wait for more than 200 ms', async () => {
  const { field, desk } = two
  const { handlers } = desk
  const { id: caseId } = await handlers['cases.save']({
    ...{ id: null, rev: 0, content: { title: 'Winter', question: '', status: 'open' } },
  })
  const n = several(200, 800)
  filled({ n, isOnePerson: false, caseId })
  await names(desk, field)
  const input = {
    ...{ choice: { kind: 'case', caseId } as const, contact: session(field).author },
    ...{ overrides: [], purpose: '' },
  }
  let goes: unknown
  const plan = async (): Promise<void> => {
    ;({ goes } = await handlers['handover.prepare']({ ...input, task: nextTask() }))
  }
  expect(await tooLong({ plan, again: plan })).toEqual([])
  expect(goes).toMatchObject({ reports: n, claims: n, sources: n })
}, 300_000)

it('a hand-over of many reports, claims and sources lets no request wait for more than 200 ms', async () => {
  const { field, desk } = two
  const { id: caseId } = await desk.handlers['cases.save']({
    ...{ id: null, rev: 0, content: { title: 'Winter', question: '', status: 'open' } },
  })
  const n = several(200, 800)
  filled({ n, isOnePerson: false, caseId, isWithdrawn: false })
  await names(desk, field)
  const choice = { kind: 'case', caseId } as const
  const overrides = await lettingPass(desk, choice)
  let done: unknown
  const handOver = async (): Promise<void> => {
    done = await handOverDecided(desk.handlers, {
      ...{ task: nextTask(), choice, contact: session(field).author, overrides, purpose: '' },
      folder: tokenFor(desk, two.out),
    })
  }
  expect(await tooLong({ handOver })).toEqual([])
  expect(done).toMatchObject({ erased: { reports: n, claims: n, sources: n }, refused: null })
}, 300_000)

it('the list of contacts beside many cards of one lets no request wait for more than 200 ms', async () => {
  const { desk } = two
  const by = person()
  knows(desk, by)
  const cards = Array.from({ length: several(2_000, 10_000) }, (_, i) =>
    cardOf(by, { serial: 10 + i }),
  )
  session(desk).store.contacts.addCards(cards, 'card.received')
  const list = (): unknown => desk.handlers['contacts.list']({})
  expect(await tooLong({ first: list, again: list })).toEqual([])
})

it('lists beside many sources and cases of a contact let no request wait for more than 200 ms', async () => {
  const n = several(3_000, 20_000)
  await takenFrom({ reports: 0, sources: n / 2, cases: n, withdrawals: 0 })
  const { handlers } = two.desk
  expect(
    await tooLong({
      exports: () => handlers['exports.list']({}),
      sources: () => handlers['sources.list']({}),
      cases: () => handlers['cases.list']({}),
      conflicts: () => handlers['records.conflicts']({}),
    }),
  ).toEqual([])
}, 300_000)
