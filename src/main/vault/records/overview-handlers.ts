import type { Out, VaultHandlers } from '../../../shared/contract.ts'
import type { Day, RecordId, SourceId } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import type { TitledRecord } from '../../../shared/overview-contract.ts'
import { titleOfContent } from '../../../shared/record-title.ts'
import type { ReportContent, SourceContent } from '../../../shared/records.ts'
import type { RecordRow } from '../../store/record-state.ts'
import type { Store } from '../../store/store.ts'
import { hasWithdrawn } from '../custody/consent.ts'
import type { Days } from '../session/days.ts'
import type { Session } from '../session/session.ts'

type OverviewChannel = Extract<keyof VaultHandlers, `overview.${string}`>

/** What the counts need of a source. */
type KnownSource = Pick<SourceContent, 'consents' | 'checkInDue' | 'doNotContact'> & {
  readonly rev: number
  readonly name: string
}

/**
 * Sources as last read, by store: the counts are asked for after every change, and most changes
 * are of a report. Only a source whose revision counter differs is read again.
 */
const known = new WeakMap<Store, Map<SourceId, KnownSource>>()

const sourcesOf = (store: Store): ReadonlyMap<SourceId, KnownSource> => {
  const before = known.get(store)
  const now = new Map<SourceId, KnownSource>()
  for (const { id, rev } of store.overview.sourceRevs()) {
    const same = before?.get(id)
    if (same?.rev === rev) now.set(id, same)
    else {
      const { content } = store.sources.get(id)
      const { consents, checkInDue, doNotContact, codeName, name } = content
      const shown = codeName === '' ? name : codeName
      now.set(id, { rev, consents, checkInDue, doNotContact, name: shown })
    }
  }
  known.set(store, now)
  return now
}

const inNeed = (
  sources: ReadonlyMap<SourceId, KnownSource>,
  isInNeed: (source: KnownSource) => boolean,
): Out<'overview.counts'>['withdrawn'] => {
  const found = [...sources].filter(([, source]) => isInNeed(source))
  return {
    total: found.length,
    first: found
      .slice(0, limits.overview)
      .map(([id, { name }]) => ({ id: id as string as RecordId, name })),
  }
}

/** A check-in that was ended by “do not contact” is not overdue. */
const isOverdue =
  (today: Day) =>
  ({ checkInDue, doNotContact }: KnownSource): boolean =>
    checkInDue !== '' && checkInDue < today && !doNotContact

const titled = ({ id, kind, state, updated_day, content }: RecordRow): TitledRecord => ({
  id,
  kind,
  title: titleOfContent(kind, content),
  language:
    kind === 'report' || kind === 'publication'
      ? (JSON.parse(content) as Pick<ReportContent, 'language'>).language
      : null,
  state,
  updatedDay: updated_day,
})

const countsOf = (
  { store, days }: { readonly store: Store; readonly days: () => Days },
  { caseId, today }: { readonly caseId: Parameters<Store['overview']['counts']>[0]; today: Day },
): Out<'overview.counts'> => {
  const sources = sourcesOf(store)
  const now = days()
  return {
    ...store.overview.counts(caseId),
    withdrawn: inNeed(sources, ({ consents }) => hasWithdrawn(consents, now)),
    overdue: inNeed(sources, isOverdue(today)),
  }
}

/** The counts of the sidebar, and the lists of the page Today. */
export const overviewHandlers = (session: () => Session): Pick<VaultHandlers, OverviewChannel> => ({
  'overview.counts': (input) => countsOf(session(), input),
  'overview.recent': ({ caseId }) =>
    session().store.overview.recent(caseId, limits.overview).map(titled),
  'overview.titles': ({ ids }) => session().store.overview.ofIds(ids).map(titled),
})
