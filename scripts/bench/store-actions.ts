import { randomBytes } from 'node:crypto'
import { reportPage } from '../../src/main/store/report-list.ts'
import { reportRepository } from '../../src/main/store/reports.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import type { Random } from '../soak/random.ts'
import { reportOf } from './contents.ts'
import type { PairOfVaults } from './pair-of-vaults.ts'
import type { Side } from './side.ts'
import { reportText } from './texts.ts'
import { vocabularies } from './words.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

/** What a user does with the store, one operation at a time, on either side. */
export type StoreActions = {
  readonly point: (side: Side, turn: number) => unknown
  readonly firstPage: (side: Side) => unknown
  readonly pageInTheMiddle: (side: Side, turn: number) => unknown
  /** A new report of 2 kB. The same on both sides when the turn is. */
  readonly save: (side: Side, turn: number) => unknown
}

const page = { caseId: null, sourceId: null, state: null, limit: 50 } as const

const nth = <T>(list: readonly T[], turn: number): T => {
  // A prime step: neighbours in time are no neighbours on the disk.
  const found = list[(turn * 7_919) % list.length]
  if (found === undefined) throw new Error('nothing there')
  return found
}

export const storeActions = (pair: PairOfVaults, random: Random): StoreActions => {
  const words = vocabularies()
  const drafts = Array.from({ length: 50 }, () => reportText(words, random)).map((text) => ({
    ...text,
    body: text.body.slice(0, 1_000),
  }))
  const content = (turn: number) => {
    const links = { caseId: nth(pair.cases, turn), sourceIds: [nth(pair.sources, turn)] }
    return reportOf(random, nth(drafts, turn), links)
  }
  const newId = new Map<number, ReportId>()
  const idOf = (turn: number): ReportId => {
    const id = newId.get(turn) ?? (randomBytes(16).toString('hex') as ReportId)
    newId.set(turn, id)
    return id
  }
  const revs = new Map<Side, Map<number, number>>()
  const revsOf = (side: Side): Map<number, number> => {
    const known = revs.get(side) ?? new Map<number, number>()
    revs.set(side, known)
    return known
  }
  return {
    point: ({ context }, turn) => reportRepository(context).get(nth(pair.reports, turn)),
    firstPage: ({ context }) => runAtOnce(reportPage(context, { ...page, cursor: null })()),
    pageInTheMiddle: ({ context }, turn) =>
      runAtOnce(
        reportPage(context, {
          ...page,
          cursor: Math.max(60, (turn * 7_919) % pair.reports.length).toString(36),
        })(),
      ),
    save: (side, turn) => {
      // The warming call comes first and takes the id of turn 0.
      const rev = revsOf(side).get(turn) ?? 0
      const saved = reportRepository(side.context).save({
        id: idOf(turn),
        rev,
        content: content(turn),
      })
      revsOf(side).set(turn, saved.rev)
    },
  }
}
