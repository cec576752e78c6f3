import type { Day, RecordId, RevisionId, SourceId } from '../../../shared/ids.ts'
import { SourceContent } from '../../../shared/records.ts'
import type { Source } from '../../../shared/records.ts'
import { consentUse } from '../../../shared/vocabularies.ts'
import type { ConsentUse } from '../../../shared/vocabularies.ts'
import type { Store } from '../../store/store.ts'
import { consentTo, withdrawnSince } from './consent.ts'
import type { ConsentEntry, ConsentState } from './consent.ts'
import { hasValidWithdrawal } from './valid-advisories.ts'
import { onlyDay } from '../session/days.ts'
import type { Days } from '../session/days.ts'
import { orNull } from '../session/or-null.ts'
import { linesOf } from '../session/journal-lines.ts'
import type { OriginOf } from './origins.ts'

/** How many are remembered: those of a few sources with as many heads as a record may have. */
const rememberedHeads = 4_096
const consentsOfHeads = new WeakMap<Store, Map<RevisionId, readonly ConsentEntry[]>>()

/**
 * What a head of several says of consents. Remembered by its id, which is the digest of what it
 * says: a source may have hundreds of heads, each as long as a source may be.
 *
 * @throws Failure 'not-found', 'tampered', 'damaged'.
 */
export const consentsOfHead = (store: Store, head: RevisionId): readonly ConsentEntry[] => {
  const known = consentsOfHeads.get(store) ?? new Map<RevisionId, readonly ConsentEntry[]>()
  consentsOfHeads.set(store, known)
  const before = known.get(head)
  if (before !== undefined) return before
  const { content } = store.revisions.get(head).revision
  const consents = SourceContent.parse(JSON.parse(content)).consents.map(
    ({ use, audience, given, withdrawn }) => ({ use, audience, given, withdrawn }),
  )
  const [oldest] = known.keys()
  if (oldest !== undefined && known.size >= rememberedHeads) known.delete(oldest)
  known.set(head, consents)
  return consents
}

const headsOfSource = (store: Store, id: SourceId): readonly RevisionId[] =>
  orNull(() => store.sources.get(id)) === null
    ? []
    : (store.revisions.heads(id as string as RecordId)?.heads ?? [])

/**
 * Reads ahead what `sourceConsent` needs of the heads of a source, if there are several: afterwards
 * it takes no long step. Yields before each.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const readHeadConsents = function* (
  store: Store,
  id: SourceId,
  heads = headsOfSource(store, id),
): Generator<undefined, void, void> {
  if (heads.length < 2) return
  for (const head of heads) {
    yield
    // The source may have been deleted meanwhile.
    orNull(() => consentsOfHead(store, head))
  }
}

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
  const apart = heads.length < 2 ? [] : heads.map((head) => consentsOfHead(store, head))
  if (isBlockedFor(store, id)) return 'withdrawn'
  const isToldBack = hasValidWithdrawal(
    store,
    id as string as RecordId,
    [use, 'internal'],
    withdrawnSince(content.consents, use, days),
  )
  return isToldBack || apart.some((consents) => consentTo(consents, use, days) === 'withdrawn')
    ? 'withdrawn'
    : consentTo(content.consents, use, days)
}

/** The consents of persons, for one review. */
export type PersonConsents = {
  /**
   * Like `sourceConsent`, for a person with several code names: a withdrawal under one name applies
   * to every source that the user confirmed to be the same person. Given consent applies only to
   * its own source.
   *
   * @throws Failure 'tampered', 'damaged'.
   */
  readonly consentOf: (source: Source, use: ConsentUse) => ConsentState
  /** Reads ahead what `consentOf` needs of the sources of a person. Yields after each head. */
  readonly read: (id: SourceId, use: ConsentUse) => Generator<undefined, void, void>
}

/** By use, and for each source or group of sources, whether consent is withdrawn. */
type Withdrawn<K> = Map<ConsentUse, Map<K, boolean>>

const remember = <K>(known: Withdrawn<K>, use: ConsentUse, of: K, find: () => boolean): boolean => {
  const ofUse = known.get(use) ?? new Map<K, boolean>()
  known.set(use, ofUse)
  const before = ofUse.get(of)
  if (before !== undefined) return before
  const found = find()
  ofUse.set(of, found)
  return found
}

/**
 * Finds the withdrawals of each source of a person once, however many of its sources are asked for.
 * What may have changed by the journal's new lines is found again: no answer outlives a save.
 *
 * @param originOf of one reading, so that the sources of a person have the same array.
 */
export const personConsents = (store: Store, originOf: OriginOf, days: Days): PersonConsents => {
  const sources: Withdrawn<SourceId> = new Map()
  const groups: Withdrawn<readonly SourceId[]> = new Map()
  /** Their authors depend on other records, which name them. */
  const missing = new Set<SourceId>()
  let { seq } = store.journal.tail()

  const forget = (id: SourceId): void => {
    for (const ofUse of sources.values()) ofUse.delete(id)
  }
  const refresh = (): void => {
    const now = store.journal.tail().seq
    if (now === seq) return
    groups.clear()
    const changed = store.journal.subjectsSince(seq)
    // Notices and cards are part of the vault.
    if (changed.includes('vault')) sources.clear()
    for (const id of [...changed, ...missing]) forget(id as SourceId)
    missing.clear()
    seq = now
  }

  const isWithdrawn = (id: SourceId, use: ConsentUse): boolean =>
    remember(sources, use, id, () => {
      const source = orNull(() => store.sources.get(id))
      if (source !== null) return sourceConsent(store, source, use, days) === 'withdrawn'
      missing.add(id)
      return withdrewBefore(store, id)
    })
  const isAnyWithdrawn = (group: readonly SourceId[], use: ConsentUse): boolean =>
    remember(groups, use, group, () => group.some((id) => isWithdrawn(id, use)))

  return {
    consentOf: (source, use) => {
      refresh()
      const group = originOf(source.id)
      return group.length > 1 && isAnyWithdrawn(group, use)
        ? 'withdrawn'
        : sourceConsent(store, source, use, days)
    },
    read: function* (id, use) {
      yield* readHeadConsents(store, id)
      const group = originOf(id)
      if (group.length < 2) return
      refresh()
      if (groups.get(use)?.has(group) === true) return
      for (const one of group) {
        yield* readHeadConsents(store, one)
        refresh()
        if (isWithdrawn(one, use)) return
        yield
      }
    },
  }
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
 * The same before many sources are deleted: which of them have a withdrawal. Yields between them.
 *
 * @param ids of sources; those that are not here are left out.
 * @throws Failure 'tampered', 'damaged'.
 */
export const readWithdrawals = function* (
  store: Store,
  ids: Iterable<SourceId>,
): Generator<undefined, readonly RecordId[], void> {
  const found: RecordId[] = []
  for (const id of ids) {
    yield* readHeadConsents(store, id)
    yield
    const source = orNull(() => store.sources.get(id))
    if (source !== null && isWithdrawal(store, source)) found.push(id as string as RecordId)
  }
  return found
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
