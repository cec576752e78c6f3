import type { Day, RecordId, SourceId } from '../../../shared/ids.ts'
import { SourceContent } from '../../../shared/records.ts'
import type { Source } from '../../../shared/records.ts'
import { consentUse } from '../../../shared/vocabularies.ts'
import type { ConsentUse } from '../../../shared/vocabularies.ts'
import type { Store } from '../../store/store.ts'
import { consentTo, withdrawnSince } from './consent.ts'
import type { ConsentState } from './consent.ts'
import { hasValidWithdrawal } from './valid-advisories.ts'
import { onlyDay } from '../session/days.ts'
import type { Days } from '../session/days.ts'
import { orNull } from '../session/or-null.ts'
import { linesOf } from '../session/journal-lines.ts'
import type { OriginOf } from './origins.ts'

/**
 * Consent of a source over all its heads: if two devices changed the source independently, a
 * withdrawal on either counts. So does a signed advisory of its author that arrived before the
 * source itself. For a source withheld here, every use is withdrawn.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const sourceConsent = (
  store: Store,
  { id, content }: Source,
  use: ConsentUse,
  days: Days,
): ConsentState => {
  const heads = store.revisions.heads(id as string as RecordId)?.heads ?? []
  const apart =
    heads.length < 2
      ? []
      : heads.map((head) =>
          SourceContent.parse(JSON.parse(store.revisions.get(head).revision.content)),
        )
  if (isBlockedFor(store, id)) return 'withdrawn'
  const isToldBack = hasValidWithdrawal(
    store,
    id as string as RecordId,
    [use, 'internal'],
    withdrawnSince(content.consents, use, days),
  )
  return isToldBack || apart.some(({ consents }) => consentTo(consents, use, days) === 'withdrawn')
    ? 'withdrawn'
    : consentTo(content.consents, use, days)
}

/**
 * Like `sourceConsent`, for a person with several code names: a withdrawal under one name applies
 * to every source that the user confirmed to be the same person. Given consent applies only to its
 * own source.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const personConsent = (
  store: Store,
  originOf: OriginOf,
  source: Source,
  use: ConsentUse,
  days: Days,
): ConsentState => {
  const others = originOf(source.id).filter((id) => id !== source.id)
  const tookBack = others.some((id) => {
    const twin = orNull(() => store.sources.get(id))
    return twin === null
      ? withdrewBefore(store, id)
      : sourceConsent(store, twin, use, days) === 'withdrawn'
  })
  return tookBack ? 'withdrawn' : sourceConsent(store, source, use, days)
}

/**
 * Whether a source is withheld here. The journal records it, which needs no authorship: a desk can
 * withhold a source of the field that it may not revise. The latest line of the two kinds counts.
 */
export const isBlockedFor = (store: Store, id: SourceId): boolean => {
  const held = linesOf(store, id, 'source.held-back').next().value?.seq ?? 0
  return held > 0 && held > (linesOf(store, id, 'source.let-go').next().value?.seq ?? 0)
}

/** Late enough that every stored withdrawal date has come. */
const atLast = onlyDay('9999-12-31' as Day)

/**
 * Whether a source has a withdrawal of any use, also one with a future date. Checked before the
 * source is deleted: the dates are deleted with it, so every use counts.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const isWithdrawal = (store: Store, source: Source): boolean =>
  consentUse.some((use) => sourceConsent(store, source, use, atLast) === 'withdrawn')

/**
 * Before a source is deleted: records in the journal that it has a withdrawal. Part of a
 * transaction.
 */
export const recordWithdrawal = (store: Store, id: SourceId): void => {
  const source = orNull(() => store.sources.get(id))
  if (source !== null && isWithdrawal(store, source)) {
    store.journal.noteRecord('source.withdrawn', id as string as RecordId)
  }
}

/**
 * Whether a source that was deleted, or never was in this vault, has a withdrawal. Its journal
 * lines remain, and an advisory may have arrived from the author of a record that names it.
 *
 * @throws Failure 'tampered'.
 */
export const withdrewBefore = (store: Store, id: SourceId): boolean =>
  linesOf(store, id, 'source.withdrawn').next().done !== true ||
  isBlockedFor(store, id) ||
  hasValidWithdrawal(store, id as string as RecordId, consentUse)
