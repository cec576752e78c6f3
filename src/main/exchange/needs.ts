import type { RecordId } from '../../shared/ids.ts'
import type { PlannedItem } from './plan.ts'

/**
 * Says of every record which others of the bundle it cannot be understood without: those that are
 * not here yet and that it refers to, directly or through one of them.
 */
export function withNeeds(items: readonly PlannedItem[]): PlannedItem[] {
  const fresh = new Map(
    items
      .filter(({ effect, added }) => effect !== 'refused' && added > 0)
      .map((item) => [item.subject, item]),
  )
  const needsOf = ({ subject, refers }: PlannedItem): RecordId[] => {
    const found = new Set<RecordId>()
    const stack = [{ refers }]
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      for (const id of at.refers) {
        const other = fresh.get(id)
        if (other === undefined || other.isHere || id === subject || found.has(id)) continue
        found.add(id)
        stack.push(other)
      }
    }
    return [...found].sort()
  }
  return items.map((item) => (fresh.has(item.subject) ? { ...item, needs: needsOf(item) } : item))
}
