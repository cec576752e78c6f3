import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import type { PlannedItem } from './plan.ts'

/**
 * What a choice takes: the chosen records, and those that they need and that are not here.
 *
 * @param take null: everything.
 * @throws Failure 'invalid' for a record that the file does not hold.
 */
export function chosenOf(
  items: readonly PlannedItem[],
  take: readonly RecordId[] | null,
): PlannedItem[] {
  if (take === null) return [...items]
  const bySubject = new Map(items.map((item) => [item.subject, item]))
  if (!take.every((subject) => bySubject.has(subject))) {
    throw new Failure('invalid', { fields: ['take'] })
  }
  const wanted = new Set(
    take.flatMap((subject) => [subject, ...(bySubject.get(subject)?.needs ?? [])]),
  )
  return items.filter(({ subject }) => wanted.has(subject))
}
