import type { RecordId } from '../../shared/ids.ts'
import type { PlannedItem } from './plan.ts'

/** Adds the records that its newest contents refer to, until its needs are resolved. */
export type Referring = PlannedItem & { readonly refers: readonly RecordId[] }

/**
 * Finds for every record the other records of the bundle that it needs: those that are missing here
 * and that it refers to, directly or indirectly.
 */
export const withNeeds = (items: readonly Referring[]): PlannedItem[] => {
  const fresh = new Map(
    items
      .filter(({ effect, added }) => effect !== 'refused' && added > 0)
      .map((item) => [item.subject, item]),
  )
  const needsOf = (item: Referring): readonly RecordId[] => {
    const { subject, refers } = item
    const found = new Set<RecordId>()
    const stack = [{ refers }]
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      for (const id of at.refers) {
        const other = fresh.get(id)
        if (other === undefined || other.isHere || id === subject || found.has(id)) continue
        // Keeps the record's own id string: those in the contents are a thousand copies.
        found.add(other.subject)
        stack.push(other)
      }
    }
    return found.size === 0 ? item.needs : [...found].sort()
  }
  return items.map((item) => {
    const { refers: _, ...planned } = item
    return fresh.has(item.subject) ? { ...planned, needs: needsOf(item) } : planned
  })
}
