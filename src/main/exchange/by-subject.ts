import type { RecordId } from '../../shared/ids.ts'

/** Groups objects by their record, in the order of the file. */
export const bySubject = <T extends { readonly subject: RecordId }>(
  objects: Iterable<T>,
): ReadonlyMap<RecordId, readonly T[]> => {
  const groups = new Map<RecordId, T[]>()
  for (const object of objects) {
    const group = groups.get(object.subject)
    if (group === undefined) groups.set(object.subject, [object])
    else group.push(object)
  }
  return groups
}
