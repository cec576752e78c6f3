import type { Out, VaultHandlers } from '../../../shared/contract.ts'
import type { CaseId, Day, RecordId } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import type { TitledRecord } from '../../../shared/overview-contract.ts'
import { titleOf } from '../../../shared/record-title.ts'
import type { ReportContent } from '../../../shared/records.ts'
import { readConsistent } from '../../exchange/pace.ts'
import type { KnownSource } from '../../store/known-sources.ts'
import type { RecordRow } from '../../store/record-state.ts'
import type { Store } from '../../store/store.ts'
import { readWithdrawn } from '../custody/withdrawn-sources.ts'
import type { WithdrawnSources } from '../custody/withdrawn-sources.ts'
import type { Days } from '../session/days.ts'
import type { Session } from '../session/session.ts'

type OverviewChannel = Extract<keyof VaultHandlers, `overview.${string}`>

type InNeed = Out<'overview.counts'>['overdue']['first'][number]

const inNeed = ({ id, name }: KnownSource): InNeed => ({ id: id as string as RecordId, name })

const withdrawnFirst = ({
  withdrawn,
  withheld,
}: WithdrawnSources): Out<'overview.counts'>['withdrawn'] => ({
  total: withdrawn.length + withheld.length,
  first: [
    ...withdrawn.slice(0, limits.overview).map((one) => ({ ...inNeed(one), isWithheld: false })),
    ...withheld.slice(0, limits.overview).map((one) => ({ ...inNeed(one), isWithheld: true })),
  ].slice(0, limits.overview),
})

/** A check-in that was ended by “do not contact” is not overdue. */
const overdueIn = (store: Store, today: Day): KnownSource[] =>
  [...store.sources.known().values()]
    .filter(
      ({ checkInDue, doNotContact }) => checkInDue !== '' && checkInDue < today && !doNotContact,
    )
    .sort((a, b) => a.num - b.num)

const titled = ({ id, kind, state, updated_day, content }: RecordRow): TitledRecord => {
  const read: unknown = JSON.parse(content)
  const hasLanguage = kind === 'report' || kind === 'publication'
  return {
    ...{ id, kind, state, updatedDay: updated_day, title: titleOf(kind, read) },
    language: hasLanguage ? (read as Pick<ReportContent, 'language'>).language : null,
  }
}

const readCountsOf = function* (
  { store, days }: { readonly store: Store; readonly days: () => Days },
  { caseId, today }: { readonly caseId: CaseId | null; readonly today: Day },
): Generator<undefined, Out<'overview.counts'>, void> {
  yield* store.overview.readCounts(caseId)
  const found = yield* readWithdrawn(store, days())
  const overdue = overdueIn(store, today)
  return {
    ...store.overview.counts(caseId),
    withdrawn: withdrawnFirst(found),
    overdue: { total: overdue.length, first: overdue.slice(0, limits.overview).map(inNeed) },
  }
}

/** The counts of the sidebar, and the lists of the page Today. */
export const overviewHandlers = (session: () => Session): Pick<VaultHandlers, OverviewChannel> => ({
  'overview.counts': (input) => {
    const open = session()
    return readConsistent(open.store, () => readCountsOf(open, input))
  },
  'overview.recent': ({ caseId }) => {
    const { store } = session()
    return readConsistent(store, store.overview.readRecent(caseId, limits.overview, titled))
  },
  'overview.titles': ({ ids }) => {
    const { store } = session()
    return readConsistent(store, store.overview.readOf(ids, titled))
  },
})
