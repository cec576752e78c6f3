import type { Out } from '../../../../shared/contract.ts'
import { useText } from '../../../i18n/use-text.ts'

type HandOverCounts = Out<'handover.prepare'>['goes']

const kinds = ['reports', 'claims', 'sources', 'attributions', 'cases'] as const

/** Numbers of records by kind, without kinds that have none. */
export const useCounted = (): ((counts: HandOverCounts) => string) => {
  const text = useText()
  return (counts) =>
    kinds
      .filter((kind) => kind === 'reports' || counts[kind] > 0)
      .map((kind) => text(`handover.count.${kind}`, { count: counts[kind] }))
      .join(' · ')
}
