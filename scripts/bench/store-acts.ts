import { randomBytes } from 'node:crypto'
import { listReports } from '../../src/main/store/report-list.ts'
import { reportRepository } from '../../src/main/store/reports.ts'
import { search } from '../../src/main/store/search.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import type { Report } from '../../src/shared/records.ts'
import type { Random } from '../soak/random.ts'
import { reportOf } from './contents.ts'
import type { PairOfVaults } from './pair-of-vaults.ts'
import type { Side } from './side.ts'
import { reportText } from './texts.ts'
import { vocabularies } from './words.ts'

/** The user's acts on the store, one at a time, on either side. */
export type Acts = {
  readonly point: (side: Side, turn: number) => unknown
  readonly firstPage: (side: Side) => unknown
  readonly pageInTheMiddle: (side: Side, turn: number) => unknown
  readonly search: (side: Side, word: string) => unknown
  /** A new report of 2 kB. The same on both sides when the turn is. */
  readonly save: (side: Side, turn: number) => unknown
  /** A sentence more in one of the reports that `save` made. */
  readonly edit: (side: Side, turn: number) => unknown
}

const page = { caseId: null, sourceId: null, state: null, limit: 50 } as const

const nth = <T>(list: readonly T[], turn: number): T => {
  // A prime step: neighbours in time are no neighbours on the disk.
  const found = list[(turn * 7_919) % list.length]
  if (found === undefined) throw new Error('nothing there')
  return found
}

export const storeActs = (pair: PairOfVaults, random: Random): Acts => {
  const words = vocabularies()
  const drafts = Array.from({ length: 50 }, () => reportText(words, random)).map((text) => ({
    ...text,
    body: text.body.slice(0, 1_000),
  }))
  const content = (turn: number) => {
    const links = { caseId: nth(pair.cases, turn), sourceIds: [nth(pair.sources, turn)] }
    return reportOf(random, nth(drafts, turn), links)
  }
  const saved = new Map<Side, Map<number, Report>>()
  const newId = new Map<number, ReportId>()
  const idOf = (turn: number): ReportId => {
    const id = newId.get(turn) ?? (randomBytes(16).toString('hex') as ReportId)
    newId.set(turn, id)
    return id
  }
  const remember = (side: Side, turn: number, report: Report): void => {
    const known = saved.get(side) ?? new Map<number, Report>()
    saved.set(side, known.set(turn, report))
  }
  const last = (side: Side, turn: number): Report => {
    const known = [...(saved.get(side) ?? [])]
    const [at, report] = known[turn % known.length] ?? []
    if (at === undefined || report === undefined) throw new Error('nothing was saved yet')
    return report
  }
  return {
    point: ({ context }, turn) => reportRepository(context).get(nth(pair.reports, turn)),
    firstPage: ({ context }) => listReports(context, { ...page, cursor: null }),
    pageInTheMiddle: ({ context }, turn) =>
      listReports(context, {
        ...page,
        cursor: Math.max(60, (turn * 7_919) % pair.reports.length).toString(36),
      }),
    search: ({ context }, word) => search(context, word, 50),
    save: (side, turn) => {
      const id = idOf(turn)
      // The warming call comes first and takes the id of turn 0.
      const rev = saved.get(side)?.get(turn)?.rev ?? 0
      remember(side, turn, reportRepository(side.context).save({ id, rev, content: content(turn) }))
    },
    edit: (side, turn) => {
      const { id, rev, content: before } = last(side, turn)
      const body = `${before.body} ${String(turn)} more.`
      const next = reportRepository(side.context).save({ id, rev, content: { ...before, body } })
      for (const [at, report] of saved.get(side) ?? []) {
        if (report.id === id) remember(side, at, next)
      }
    },
  }
}
