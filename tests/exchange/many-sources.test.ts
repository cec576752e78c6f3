import { afterEach, beforeEach, expect, it } from 'vitest'
import { several } from '../in-full.ts'
import { CaseId } from '../../src/shared/ids.ts'
import { fileFrom } from './by-hand.ts'
import { longestWait } from './cpu-time.ts'
import { noticeBy } from './export-metadata.ts'
import { knows } from './meet.ts'
import { caseContent, id, person, reportContent, sample, signed, sourceContent } from './sample.ts'
import { hybridOf, prepared, taken, twoVaults } from './two-vaults.ts'
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

const reviewed = async (): Promise<unknown> =>
  prepared(
    two.desk,
    { kind: 'case', caseId: CaseId.parse(id(1)) },
    { recipients: [await hybridOf(two.field)] },
  )

it('a review of reports whose sources are not here, each with a withdrawal, lets no request wait for more than 200 ms', async () => {
  const n = several(600, 2_500)
  await takenFrom({ reports: n, sources: 0, cases: 0, withdrawals: n })
  expect(await tooLong({ review: reviewed })).toEqual([])
}, 300_000)

it('a review of reports of as many sources lets no request wait for more than 200 ms', async () => {
  const n = several(1_000, 2_500)
  await takenFrom({ reports: n, sources: n, cases: 0, withdrawals: 0 })
  expect(await tooLong({ review: reviewed })).toEqual([])
}, 300_000)

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
