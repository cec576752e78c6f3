import type { Out } from '../../../shared/contract.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { localDay } from '../../records/whole-day.ts'
import type { AppView, NavArea } from '../../app/view-state.ts'

/** The number beside an entry of the navigation. */
export type NavCount = {
  readonly count: number
  /** Says what is counted. */
  readonly says: MessageKey
  /** Shown in words instead of as a number. */
  readonly isWorded?: boolean
  readonly tone?: 'warn' | 'danger'
}

type Counts = Out<'overview.counts'>

const plain = (count: number, says: MessageKey): NavCount => ({ count, says })

const ofSources = ({ sources, withdrawn, overdue }: Counts): NavCount => {
  if (withdrawn.total > 0) {
    return { count: withdrawn.total, says: 'nav.count.withdrawn', tone: 'danger' }
  }
  if (overdue.total > 0) return { count: overdue.total, says: 'nav.count.overdue', tone: 'warn' }
  return plain(sources, 'nav.count.all')
}

/** How many things on the page Today need the user. */
const needs = ({ withdrawn, overdue, conflicts }: Counts, isBackupDue: boolean): NavCount => ({
  count: withdrawn.total + overdue.total + conflicts + (isBackupDue ? 1 : 0),
  says: 'nav.count.needs',
  ...(withdrawn.total > 0 ? { tone: 'danger' } : {}),
})

/** The numbers of the navigation, in the case scope. Empty until known; zeros are left out. */
export const useNavCounts = (
  caseId: AppView['caseScope'],
): Partial<Readonly<Record<NavArea, NavCount>>> => {
  const { data } = useVaultQuery(
    'overview.counts',
    { caseId, today: localDay() },
    { placeholderData: (previous) => previous },
  )
  const backups = useVaultQuery('backups.list', {})
  if (data === undefined) return {}
  const all: Partial<Record<NavArea, NavCount>> = {
    today: needs(data, backups.data?.due === true),
    cases: plain(data.cases, 'nav.count.all'),
    reports:
      data.drafts > 0
        ? { count: data.drafts, says: 'nav.count.drafts', isWorded: true }
        : plain(data.reports, 'nav.count.all'),
    sources: ofSources(data),
    ...(data.claims === null ? {} : { claims: plain(data.claims, 'nav.count.all') }),
    publications: plain(data.publications, 'nav.count.all'),
  }
  return Object.fromEntries(Object.entries(all).filter(([, { count }]) => count > 0))
}
