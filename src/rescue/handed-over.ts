import type { RawRecord } from '../main/store/record-state.ts'
import type { Store } from '../main/store/store.ts'

/**
 * Was it handed over and not erased yet? The user was told that it leaves this vault. A record about
 * which the journal cannot be read is not taken for one.
 */
export const isHandedOver = ({ records }: Store, { id, removed }: RawRecord): boolean => {
  try {
    return removed && records.wasPurged(id)
  } catch {
    return false
  }
}
