import { useVaultQuery } from '../data/bridge.ts'
import { useReadOnly } from './use-read-only.ts'

/**
 * May a revision be begun? `not-now`: nothing may be written, or the vault has not said yet.
 * `theirs`: the record is somebody else's, and what begins one is not offered.
 */
export const useRevisable = (id: string | null): 'yes' | 'not-now' | 'theirs' => {
  const isReadOnly = useReadOnly()
  const { data, isPending } = useVaultQuery(
    'records.revisable',
    { id: id ?? '' },
    { enabled: id !== null },
  )
  if (data?.may === false) return 'theirs'
  return isReadOnly || (id !== null && isPending) ? 'not-now' : 'yes'
}
