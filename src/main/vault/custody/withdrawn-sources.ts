import type { RecordId, SourceId } from '../../../shared/ids.ts'
import { consentUse } from '../../../shared/vocabularies.ts'
import type { KnownSource } from '../../store/known-sources.ts'
import type { Store } from '../../store/store.ts'
import type { Days } from '../session/days.ts'
import { orNull } from '../session/or-null.ts'
import { hasWithdrawn, withdrawnSince } from './consent.ts'
import { consentsOfHead, readHeadConsents, withdrewBefore } from './source-consent.ts'
import { hasValidWithdrawal, readAdvisoryAuthors } from './valid-advisories.ts'

/** Whether a source has a valid notice that withdraws a use, and gave no consent to it since. */
const isToldBack = (store: Store, { id, consents }: KnownSource, days: Days): boolean => {
  const subject = id as string as RecordId
  return (
    store.notices.isAbout(subject) &&
    consentUse.some((use) =>
      hasValidWithdrawal(store, subject, [use, 'internal'], withdrawnSince(consents, use, days)),
    )
  )
}

const isAnyHeadWithdrawn = (store: Store, { heads }: KnownSource, days: Days): boolean =>
  heads.some((head) => {
    const consents = orNull(() => consentsOfHead(store, head))
    return consents !== null && hasWithdrawn(consents, days)
  })

/** Why nothing of a source may be used in some way. */
type Reason = 'withdrawn' | 'withheld'

/** @param missing sources of the same person that are not here. */
const reasonFor = (
  store: Store,
  source: KnownSource,
  missing: readonly SourceId[],
  days: Days,
): Reason | null => {
  const isWithdrawn =
    hasWithdrawn(source.consents, days) ||
    isAnyHeadWithdrawn(store, source, days) ||
    isToldBack(store, source, days) ||
    missing.some((id) => withdrewBefore(store, id))
  return isWithdrawn ? 'withdrawn' : source.isHeldBack ? 'withheld' : null
}

type SourceReason = {
  readonly source: KnownSource
  readonly missing: readonly SourceId[]
  readonly reason: Reason | null
  /**
   * The journal's last line then, if there is a notice about a missing source: any record that names
   * it tells who may withdraw for it. Null: nothing else counts.
   */
  readonly at: number | null
}
type KeptReasons = { readonly key: string; readonly of: Map<SourceId, SourceReason> }

/**
 * As last found, by store: the counts are asked for after every change, and most changes are of a
 * report. A source is looked at again if it, the day, a notice or a card changed, or anything if a
 * source of the same person is missing and has a notice.
 */
const kept = new WeakMap<Store, KeptReasons>()

/** Sources that withdrew a consent, and those that are only withheld here; each oldest first. */
export type WithdrawnSources = {
  readonly withdrawn: readonly KnownSource[]
  readonly withheld: readonly KnownSource[]
}

/**
 * The sources that withdrew a consent to any use and did not give it again: by their own entries in
 * any version, by a notice of another vault, or under a name that is not here any more; and those
 * that are withheld here. A source of the same person that is here is named itself. Yields.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const readWithdrawn = function* (
  store: Store,
  days: Days,
): Generator<undefined, WithdrawnSources, void> {
  yield* store.sources.readKnown()
  const key = [days.earlier, days.later, store.notices.version()].join(' ')
  const before = kept.get(store)
  const { of } = before?.key === key ? before : { of: new Map<SourceId, SourceReason>() }
  kept.set(store, { key, of })
  const known = store.sources.known()
  const { seq } = store.journal.tail()
  const sources = [...known.values()].sort((a, b) => a.num - b.num)
  const missingOf = new Map(
    sources.map((source) => [source, source.sameOrigin.filter((id) => !known.has(id))]),
  )
  const isAsBefore = (source: KnownSource): boolean => {
    const same = of.get(source.id)
    return (
      same?.source === source &&
      same.missing.join() === missingOf.get(source)?.join() &&
      (same.at === null || same.at === seq)
    )
  }
  const changed = sources.filter((source) => !isAsBefore(source))
  const missing = new Set(changed.flatMap((source) => missingOf.get(source) ?? []))
  yield* readAdvisoryAuthors(store, missing as ReadonlySet<string> as ReadonlySet<RecordId>)
  for (const source of changed) {
    yield* readHeadConsents(store, source.id, source.heads)
    const apart = missingOf.get(source) ?? []
    const reason = reasonFor(store, source, apart, days)
    const isOfOthers = apart.some((id) => store.notices.isAbout(id as string as RecordId))
    of.set(source.id, { source, missing: apart, reason, at: isOfOthers ? seq : null })
    yield
  }
  const withReason = (reason: Reason): KnownSource[] =>
    sources.filter(({ id }) => of.get(id)?.reason === reason)
  return { withdrawn: withReason('withdrawn'), withheld: withReason('withheld') }
}
