import type { RecordId } from '../../../shared/ids.ts'
import type { Steps } from '../../../shared/steps.ts'
import { intactSteps } from '../../exchange/custody-chain.ts'
import { isNoticeAuthentic } from '../../exchange/notice.ts'
import type { Store } from '../../store/store.ts'
import type { Look, VerificationFault } from '../../store/verify-parts.ts'
import { namedIn } from '../attachments/attached.ts'
import { isAuthentic } from '../session/revise.ts'

/** Maps digests of attached files to the records that name them. */
export type NamedBlobs = Map<string, Set<RecordId>>

/** Adds what one record names to what was named before. */
export const addNamed = (named: NamedBlobs, digest: string, ids: Iterable<RecordId>): void => {
  const known = named.get(digest) ?? new Set<RecordId>()
  for (const id of ids) known.add(id)
  named.set(digest, known)
}

/**
 * The checks of each record that the store cannot do.
 *
 * @param named gets the attached files that the records name.
 */
export const lookAtRecords =
  (named: NamedBlobs): Look =>
  (record, revision) => {
    const { content } = revision ?? record
    if (record.kind === 'report') {
      try {
        for (const digest of namedIn([content])) addNamed(named, digest, [record.id])
      } catch {
        // Unreadable: already reported by the store's own check.
      }
    }
    return revision === null || isAuthentic(revision) ? [] : ['revision']
  }

/** Whether all imported chains of a record are valid: no digest of this vault protects them. */
export const custodyHolds = function* ({ custody }: Store, subject: RecordId): Steps<boolean> {
  for (const key of custody.keys(subject)) {
    const received = custody.at(subject, key)
    yield
    if (received === null) continue
    if (received.chain === null || !(yield* intactSteps(received.chain))) return false
  }
  return true
}

/**
 * Records with an invalid imported chain, and advisories that are not authentic, also about records
 * that are not here yet.
 *
 * @param known the faults so far: what is listed there is not checked.
 */
export const signatureFaults = function* (
  store: Store,
  known: readonly VerificationFault[],
): Steps<VerificationFault[]> {
  const listed = new Set(known.flatMap(({ subject, what }) => (what === 'custody' ? subject : [])))
  const faults: VerificationFault[] = []
  for (const subject of store.custody.subjects()) {
    if (listed.has(subject)) continue
    if (!(yield* custodyHolds(store, subject))) faults.push({ subject, what: 'custody' })
  }
  for (const { subject, notice } of store.notices.all()) {
    yield
    if (notice === null || !isNoticeAuthentic(notice)) faults.push({ subject, what: 'notice' })
  }
  return faults
}
