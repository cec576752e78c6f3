import { Failure } from '../../../shared/failure.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { filesOf } from '../../exchange/named-files.ts'
import type { Pace } from '../../exchange/pace.ts'
import type { PlannedItem } from '../../exchange/plan.ts'
import type { VerifiedBundle } from '../../exchange/verify-bundle.ts'
import type { Session } from '../session/session.ts'

/** A bundle contains exactly the files that its revisions name, after all other objects. */
export const carriesFiles = ({ manifest }: Pick<VerifiedBundle, 'manifest'>): boolean =>
  manifest.objects.at(-1)?.kind === 'attachment'

/**
 * Digests of files that the new revisions name and that are missing here. Gives way between two
 * records.
 *
 * @throws errors of `pace`.
 */
export const missingFiles = async (
  { store }: Pick<Session, 'store'>,
  bundle: Pick<VerifiedBundle, 'manifest'>,
  items: readonly PlannedItem[],
  pace: Pace,
): Promise<ReadonlySet<string>> => {
  const missing = new Set<string>()
  if (!carriesFiles(bundle)) return missing
  for (const { revisions } of items) {
    for (const revision of revisions) {
      await pace(0, 0)
      for (const { digest } of filesOf(revision)) {
        const known = store.blobs.find(digest)
        known?.key.fill(0)
        if (known === null) missing.add(digest)
      }
    }
  }
  return missing
}

/**
 * The records to import: the chosen ones, and those that they need, directly or indirectly, and
 * that are missing here.
 *
 * @param take null: everything.
 * @throws Failure 'invalid' for a record that is not in the file.
 */
export const chosenOf = (
  items: readonly PlannedItem[],
  take: readonly RecordId[] | null,
): PlannedItem[] => {
  if (take === null) return [...items]
  const bySubject = new Map(items.map((item) => [item.subject, item]))
  if (!take.every((subject) => bySubject.has(subject))) {
    throw new Failure('invalid', { fields: ['take'] })
  }
  const wanted = new Set(take)
  // Visits also those that are added meanwhile.
  for (const subject of wanted) {
    for (const at of bySubject.get(subject)?.needs ?? []) {
      const needed = items[at]
      if (needed !== undefined) wanted.add(needed.subject)
    }
  }
  return items.filter(({ subject }) => wanted.has(subject))
}
