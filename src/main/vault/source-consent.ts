import type { Day, RecordId } from '../../shared/ids.ts'
import { SourceContent } from '../../shared/records.ts'
import type { Source } from '../../shared/records.ts'
import type { Store } from '../store/types.ts'
import { consentTo } from './consent.ts'
import type { ConsentState } from './consent.ts'

type Use = SourceContent['consents'][number]['use']

/**
 * What a source agreed to, on whatever device it was written down: two may have changed the source
 * apart, and what one of them took back is taken back.
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
  return apart.some(({ consents }) => consentTo(consents, use, today) === 'withdrawn')
    ? 'withdrawn'
    : consentTo(content.consents, use, today)
}
