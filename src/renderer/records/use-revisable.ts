import { useVaultQuery } from '../data/bridge.ts'
import { useReadOnly } from './use-read-only.ts'

/**
 * Can a revision be started? `not-now`: the vault is read only, or the answer is pending. `theirs`:
 * the record belongs to another author, so revising is not offered.
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
