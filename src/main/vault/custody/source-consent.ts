import type { Day, RecordId, SourceId } from '../../../shared/ids.ts'
import { SourceContent } from '../../../shared/records.ts'
import type { Source } from '../../../shared/records.ts'
import { consentUse } from '../../../shared/vocabularies.ts'
import type { Store } from '../../store/types.ts'
import { consentTo, blocksUse } from './consent.ts'
import type { ConsentState } from './consent.ts'
import { validAdvisories } from './valid-advisories.ts'
import { onlyDay } from '../session/days.ts'
import type { Days } from '../session/days.ts'
import { orNull } from '../session/or-null.ts'
import { linesOf } from '../session/journal-lines.ts'
import type { OriginOf } from './origins.ts'

type ConsentUse = SourceContent['consents'][number]['use']

/**
 * What a source agreed to, on whatever device it was written down: two may have changed the source
 * apart, and what one of them took back is taken back. So is what its author said is, in a signed
 * notice that came ahead of the source itself, and everything of a source that is held back here.
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
  const isToldBack = validAdvisories(store, id as string as RecordId).some(
    (notice) => notice.kind === 'withdrawal' && blocksUse(notice, content.consents, use, days),
  )
  return isToldBack || apart.some(({ consents }) => consentTo(consents, use, days) === 'withdrawn')
    ? 'withdrawn'
    : consentTo(content.consents, use, days)
}

/**
 * The same for whoever a source is: what a person took back under one code name is taken back under
 * the other ones that somebody confirmed to be theirs. What they gave holds for its own name alone.
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
 * Is a source held back here? The journal says so, which needs no authorship: a desk can stop what it
 * got from the field of somebody whom it cannot revise. The last line of the two kinds counts.
 */
export const isBlockedFor = (store: Store, id: SourceId): boolean => {
  const held = linesOf(store, id, 'source.held-back').next().value?.seq ?? 0
  return held > 0 && held > (linesOf(store, id, 'source.let-go').next().value?.seq ?? 0)
}

/** Far enough ahead that a withdrawal on any day that was written down has come. */
const atLast = onlyDay('9999-12-31' as Day)

/**
 * Has a source taken anything back, or said from when on it will? Asked before it is removed, when the
 * answer goes with it: then any use counts, since nobody can look it up again.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const isWithdrawal = (store: Store, source: Source): boolean =>
  consentUse.some((use) => sourceConsent(store, source, use, atLast) === 'withdrawn')

/** Before a source goes: that it took something back outlives it. Part of a transaction. */
export const recordWithdrawal = (store: Store, id: SourceId): void => {
  const source = orNull(() => store.sources.get(id))
  if (source !== null && isWithdrawal(store, source)) {
    store.journal.noteRecord('source.withdrawn', id as string as RecordId)
  }
}

/**
 * Had a source taken something back that is gone, or never was here itself? Its lines in the journal
 * stay, and a notice may have come by whoever wrote what names it.
 *
 * @throws Failure 'tampered'.
 */
export const withdrewBefore = (store: Store, id: SourceId): boolean =>
  linesOf(store, id, 'source.withdrawn').next().done !== true ||
  isBlockedFor(store, id) ||
  validAdvisories(store, id as string as RecordId).some(({ kind }) => kind === 'withdrawal')
