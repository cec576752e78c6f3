import { filesNamedIn } from '../../exchange/named-files.ts'
import type { PlannedItem } from '../../exchange/plan.ts'
import type { VerifiedBundle } from '../../exchange/verify-bundle.ts'
import type { Session } from '../session/session.ts'

/** Exactly the files that its revisions name are in a bundle, and after all else. */
export const carriesFiles = ({ manifest }: Pick<VerifiedBundle, 'manifest'>): boolean =>
  manifest.objects.at(manifest.objects.length - 1)?.kind === 'attachment'

/** Digests of files that the new revisions name and that are not here yet. */
export function missingFiles(
  { store }: Pick<Session, 'store'>,
  bundle: Pick<VerifiedBundle, 'manifest'>,
  items: readonly PlannedItem[],
): ReadonlySet<string> {
  if (!carriesFiles(bundle)) return new Set()
  const named = items.flatMap(({ revisions }) => filesNamedIn(revisions))
  return new Set(
    named
      .map(({ digest }) => digest)
      .filter((digest) => {
        const known = store.blobs.find(digest)
        known?.key.fill(0)
        return known === null
      }),
  )
}
