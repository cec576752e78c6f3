import type { Day, RecordId } from '../../shared/ids.ts'
import { SourceContent } from '../../shared/records.ts'
import type { Source } from '../../shared/records.ts'
import type { Store } from '../store/types.ts'
import { consentTo, holdsBack } from './consent.ts'
import type { ConsentState } from './consent.ts'
import { standingNotices } from './custody/standing-notices.ts'

type Use = SourceContent['consents'][number]['use']

/**
 * What a source agreed to, on whatever device it was written down: two may have changed the source
 * apart, and what one of them took back is taken back. So is what its author said is, in a signed
 * notice that came ahead of the source itself.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const sourceConsent = (
  store: Store,
  { id, content }: Source,
  use: Use,
  today: Day,
): ConsentState => {
  const heads = store.revisions.heads(id as string as RecordId)?.heads ?? []
  const apart =
    heads.length < 2
      ? []
      : heads.map((head) =>
          SourceContent.parse(JSON.parse(store.revisions.get(head).revision.content)),
        )
  const isToldBack = standingNotices(store, id as string as RecordId).some(
    (notice) => notice.kind === 'withdrawal' && holdsBack(notice, content.consents, use, today),
  )
  return isToldBack || apart.some(({ consents }) => consentTo(consents, use, today) === 'withdrawn')
    ? 'withdrawn'
    : consentTo(content.consents, use, today)
}
