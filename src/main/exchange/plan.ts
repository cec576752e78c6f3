import { isSealedIdentity } from '../../crypto/v1/identity-seal.ts'
import { Failure } from '../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../shared/ids.ts'
import { titleOf } from '../../shared/record-title.ts'
import type { SourceContent, Revision } from '../../shared/records.ts'
import type { importRefusal } from '../../shared/vocabularies.ts'
import { areByAuthor, knownDesks } from './authorship.ts'
import type { DesksOf } from './authorship.ts'
import { bySubject } from './by-subject.ts'
import { headsOf, merge } from './merge.ts'
import type { Effect } from './merge.ts'
import type { Pace } from './pace.ts'
import type { RecordsToMerge, SubjectPlan } from './ports.ts'
import { holds } from './revision.ts'
import { areTooMany } from './version-limits.ts'
import type { VerifiedBundle } from './verify-bundle.ts'
import { referencesIn } from '../../shared/references.ts'
import type { Reference } from '../../shared/references.ts'

/** Links from claim to claim and from source to source, and a source's phrases. */
const mayDangle = (of: Revision['kind'], { kind }: Reference): boolean =>
  of === 'source' || (of === 'claim' && kind === 'claim')

const dependencies = (
  kind: Revision['kind'],
  references: readonly Reference[],
): ReadonlySet<RecordId> =>
  new Set(references.filter((one) => !mayDangle(kind, one)).map(({ id }) => id))

/**
 * Records that a record depends on: a report's case and sources, a claim's report and sources, a
 * phrase's source, and all that a publication prints.
 */
export const referencesOf = (kind: Revision['kind'], content: unknown): RecordId[] => [
  ...dependencies(kind, referencesIn(kind, content)),
]

export type RefusedItem = (typeof importRefusal)[number]

/** Where a record is listed, by its newest content. Its records may be elsewhere than in the file. */
type PreviewPlace = {
  readonly caseId: RecordId | null
  /** A claim's report, a phrase's source. */
  readonly under: RecordId | null
  /** A report's sources. */
  readonly sources: readonly RecordId[]
}

/** One record of a bundle and the effect of importing it. */
export type PlannedItem = SubjectPlan & {
  readonly title: string
  readonly listed: PreviewPlace
  readonly effect: Effect | 'refused'
  /** Only with `refused`. */
  readonly why: RefusedItem | null
  /** Number of revisions that are new here. */
  readonly added: number
  /** Are any of its revisions here already? */
  readonly isHere: boolean
  /**
   * Positions in the plan of the records that are missing here and that this one refers to. What
   * these need is listed with them alone, so that all lists together are no longer than the
   * contents.
   */
  readonly needs: readonly number[]
}

/** With the records of the bundle that its newest contents refer to. */
type Referring = PlannedItem & { readonly refers: readonly RecordId[] }

/**
 * Computes the effect of each record of a bundle on the records here. Reads only; run it again
 * before committing, since the user may edit meanwhile. A record is refused as a whole: when it was
 * deleted here permanently (`purged`) or until the lock (`removed`), when a revision does not match
 * its id or signature (`damaged`), when a replaced revision is neither in the file nor here
 * (`incomplete`), when the file has it as two kinds or it is of another kind here (`other-kind`),
 * when a protected source's revision has no seal or another revision has one (`seal`), when the
 * author of a revision may not revise the record (`not-author`, by the cards here and in the
 * bundle), or when the record would have more revisions or unmerged versions than the limits
 * (`too-many-versions`).
 *
 * @throws errors of `pace`.
 */
export const plan = (
  bundle: PlannedBundle,
  store: RecordsToMerge,
  pace: Pace,
): Promise<PlannedItem[]> => createPlanner(bundle, store)(pace, null)

type PlannedBundle = Pick<VerifiedBundle, 'revisions' | 'seals' | 'cards'>

/**
 * Plans one file several times, as `plan` does.
 *
 * @param changed the records that changed here since the last time; only these are planned again.
 * Null: everything.
 */
export type Planner = (pace: Pace, changed: ReadonlySet<string> | null) => Promise<PlannedItem[]>

export const createPlanner = (bundle: PlannedBundle, store: RecordsToMerge): Planner => {
  let last = new Map<RecordId, Referring>()
  return async (pace, changed) => {
    const items: Referring[] = []
    const same = (subject: RecordId): Referring | undefined =>
      changed === null || changed.has(subject) ? undefined : last.get(subject)
    const found = planEach(
      bundle,
      store,
      pace,
      (subject, incoming, planning) => same(subject) ?? planSubject(subject, incoming, planning),
    )
    for await (const item of found) items.push(item)
    last = new Map(items.map((item) => [item.subject, item]))
    return withNeeds(items, pace)
  }
}

/** Plans each record. @throws (while iterating) errors of `pace`. */
const planEach = async function* <T>(
  { revisions, seals, cards }: PlannedBundle,
  store: RecordsToMerge,
  pace: Pace,
  planOne: (subject: RecordId, incoming: readonly Revision[], planning: Planning) => T | Promise<T>,
): AsyncGenerator<T, void, void> {
  const desks = knownDesks(store, cards)
  const records = bySubject(revisions)
  let done = 0
  for (const [subject, incoming] of records) {
    const at = done
    const within = (): Promise<void> => pace(at, records.size)
    await within()
    yield await planOne(subject, incoming, { seals, desks, store, records, within })
    done += 1
  }
}

/** The effect of each record, without reading what it is called and refers to. */
export const effectsOf = (
  bundle: PlannedBundle,
  store: RecordsToMerge,
  pace: Pace,
): AsyncGenerator<Pick<PlannedItem, 'effect'>, void, void> =>
  planEach(bundle, store, pace, mergeSubject)

const none: readonly never[] = Object.freeze([])
const nowhere: PreviewPlace = Object.freeze({ caseId: null, under: null, sources: none })

const listedIn = (
  kind: Revision['kind'],
  references: readonly Reference[],
  same: (id: RecordId) => RecordId,
): PreviewPlace => {
  const first = (of: Revision['kind']): RecordId | null => {
    const found = references.find((one) => one.kind === of)
    return found === undefined ? null : same(found.id)
  }
  const sources = kind === 'report' ? references.filter((one) => one.kind === 'source') : none
  return {
    caseId: first('case'),
    under: kind === 'claim' ? first('report') : kind === 'attribution' ? first('source') : null,
    sources: sources.length === 0 ? none : sources.map(({ id }) => same(id)),
  }
}
const noSeals: ReadonlyMap<RevisionId, Uint8Array> = new Map()

type Planning = {
  readonly seals: VerifiedBundle['seals']
  readonly desks: DesksOf
  readonly store: RecordsToMerge
  readonly records: ReturnType<typeof bySubject<Revision>>
  /** Yields between two revisions: one record may be the whole file. */
  readonly within: () => Promise<void>
}

/** `Array.every`, yielding between two. */
const all = async <T>(
  list: readonly T[],
  within: Planning['within'],
  fits: (one: T) => boolean,
): Promise<boolean> => {
  for (const one of list) {
    await within()
    if (!fits(one)) return false
  }
  return true
}

type MergedSubject = Omit<PlannedItem, 'title' | 'listed'>

const mergeSubject = async (
  subject: RecordId,
  incoming: readonly Revision[],
  { seals, store, desks, within }: Planning,
): Promise<MergedSubject> => {
  const kind = incoming[0]?.kind ?? 'report'
  const nothing = { subject, kind, added: 0, isHere: true, needs: none }
  const refused = (why: RefusedItem): MergedSubject => ({
    ...nothing,
    effect: 'refused',
    why,
    revisions: none,
    heads: none,
    seals: noSeals,
  })
  if (incoming.some((revision) => revision.kind !== kind)) return refused('other-kind')
  if (!(await all(incoming, within, holds))) return refused('damaged')
  const local = await localRevisions(subject, store, within)
  if (local === 'removed' || local === 'purged') return refused(local)
  if (local.some((revision) => revision.kind !== kind)) return refused('other-kind')
  const isSealed = (one: Revision): boolean => isSealedAsItShould(one, seals.get(one.id))
  if (!(await all(incoming, within, isSealed))) return refused('seal')
  const { added, heads, effect } = merge(local, incoming)
  if (!areByAuthor([...local, ...added], desks)) return refused('not-author')
  // Only what this file adds is refused: what is here already stays.
  if (added.length > 0 && areTooMany(local.length + added.length, heads.length)) {
    return refused('too-many-versions')
  }
  const known = new Set([...local, ...added].map(({ id }) => id))
  if (!added.every(({ parents }) => parents.every((parent) => known.has(parent)))) {
    return refused('incomplete')
  }
  const sealed = added.flatMap(({ id }) => {
    const bytes = seals.get(id)
    return bytes === undefined ? [] : [[id, bytes] as const]
  })
  return {
    ...nothing,
    effect,
    why: null,
    added: added.length,
    isHere: local.length > 0,
    revisions: added,
    heads,
    seals: sealed.length === 0 ? noSeals : new Map(sealed),
  }
}

const planSubject = async (
  subject: RecordId,
  incoming: readonly Revision[],
  planning: Planning,
): Promise<Referring> => {
  const merged = await mergeSubject(subject, incoming, planning)
  if (merged.effect === 'refused') return { ...merged, title: '', listed: nowhere, refers: none }
  const { records, within } = planning
  const { kind } = merged
  const newest = new Set(headsOf(incoming))
  const refers = new Set<RecordId>()
  let title = ''
  let listed = nowhere
  for (const { id, content } of incoming) {
    if (!newest.has(id)) continue
    await within()
    const parsed: unknown = JSON.parse(content)
    title = titleOf(kind, parsed)
    const references = referencesIn(kind, parsed)
    listed = listedIn(kind, references, (of) => records.get(of)?.[0]?.subject ?? of)
    for (const reference of dependencies(kind, references)) {
      // Keeps the record's own id string: those in the contents are a thousand copies.
      const own = records.get(reference)?.[0]?.subject
      if (own !== undefined && own !== subject) refers.add(own)
    }
  }
  return { ...merged, title, listed, refers: [...refers] }
}

// Both are verified: an incoming revision by `plan`, our own by the journal's digest.
const isProtected = (revision: Revision): boolean =>
  // An export reads a content from the vault each time that it is asked for.
  revision.kind === 'source' && (JSON.parse(revision.content) as SourceContent).kind === 'protected'

/** Only a protected source's revision has a sealed identity, and each one has. */
const isSealedAsItShould = (revision: Revision, seal: Uint8Array | undefined): boolean =>
  isProtected(revision)
    ? revision.seal !== null && seal !== undefined && isSealedIdentity(seal)
    : revision.seal === null

/** A revision that is here, without its content: a record may have gigabytes. */
type LocalRevision = Pick<Revision, 'id' | 'parents' | 'author' | 'kind'>

const localRevisions = async (
  subject: RecordId,
  store: RecordsToMerge,
  within: Planning['within'],
): Promise<readonly LocalRevision[] | 'removed' | 'purged'> => {
  if (store.revisions.heads(subject) === null) {
    return store.records.wasPurged(subject) ? 'purged' : []
  }
  try {
    const found: LocalRevision[] = []
    for (const { revision } of store.revisions.each(subject)) {
      const { id, parents, author, kind } = revision
      found.push({ id, parents, author, kind })
      await within()
    }
    return found
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'not-found') return 'removed'
    throw cause
  }
}

/** Finds for every record what it refers to and is missing here, in the order of its contents. */
const withNeeds = async (items: readonly Referring[], pace: Pace): Promise<PlannedItem[]> => {
  const isFresh = ({ effect, added }: PlannedItem): boolean => effect !== 'refused' && added > 0
  const missing = new Map<RecordId, number>()
  for (const [at, item] of items.entries()) {
    if (isFresh(item) && !item.isHere) missing.set(item.subject, at)
  }
  const found: PlannedItem[] = []
  for (const item of items) {
    await pace(items.length, items.length)
    const { refers, ...itself } = item
    const needs = isFresh(item) ? refers.flatMap((id) => missing.get(id) ?? []) : none
    found.push({ ...itself, needs: needs.length === 0 ? none : needs })
  }
  return found
}
