import type { RecordId } from '../../shared/ids.ts'
import type { PlannedItem } from './plan.ts'

/** With the records that its newest contents in the bundle refer to: only until it is known which it needs. */
export type Referring = PlannedItem & { readonly refers: readonly RecordId[] }

/**
 * Says of every record which others of the bundle it cannot be understood without: those that are
 * not here yet and that it refers to, directly or through one of them.
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
        // Its own name, of which there is one: those in the contents were read a thousand times.
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
