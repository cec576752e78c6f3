import { isSealedIdentity } from '../../crypto/v1/identity-seal.ts'
import { Failure } from '../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../shared/ids.ts'
import { titleOf } from '../../shared/record-title.ts'
import type { SourceContent, Revision } from '../../shared/records.ts'
import type { importRefusal } from '../../shared/vocabularies.ts'
import { areByAuthor, knownDesks } from './authorship.ts'
import type { DesksOf } from './authorship.ts'
import { headsOf, merge } from './merge.ts'
import type { Effect } from './merge.ts'
import type { Pace } from './pace.ts'
import type { RecordsToMerge, SubjectPlan } from './ports.ts'
import { holds } from './revision.ts'
import type { VerifiedBundle } from './verify-bundle.ts'
import { referencesIn } from '../../shared/references.ts'
import type { Reference } from '../../shared/references.ts'

/** Links from claim to claim and from source to source, and a source's phrases. */
const mayDangle = (of: Revision['kind'], { kind }: Reference): boolean =>
  of === 'source' || (of === 'claim' && kind === 'claim')

/**
 * Records that a record depends on: a report's case and sources, a claim's report and sources, a
 * phrase's source, and all that a publication prints.
 */
export const referencesOf = (kind: Revision['kind'], content: unknown): RecordId[] => [
  ...new Set(
    referencesIn(kind, content)
      .filter((one) => !mayDangle(kind, one))
      .map(({ id }) => id),
  ),
]

/** Groups objects by their record, in the order of the file. */
export const bySubject = <T extends { readonly subject: RecordId }>(
  objects: readonly T[],
): ReadonlyMap<RecordId, readonly T[]> => {
  const groups = new Map<RecordId, T[]>()
  for (const object of objects) {
    const group = groups.get(object.subject)
    if (group === undefined) groups.set(object.subject, [object])
    else group.push(object)
  }
  return groups
}

export type RefusedItem = (typeof importRefusal)[number]

/** One record of a bundle and the effect of importing it. */
export type PlannedItem = SubjectPlan & {
  readonly title: string
  readonly effect: Effect | 'refused'
  /** Only with `refused`. */
  readonly why: RefusedItem | null
  /** Number of revisions that are new here. */
  readonly added: number
  /** Are any of its revisions here already? */
  readonly isHere: boolean
  /**
   * Records of the bundle that are missing here and that this one needs, directly or indirectly.
   */
  readonly needs: readonly RecordId[]
}

/** With the records that its newest contents refer to, until its needs are resolved. */
type Referring = PlannedItem & { readonly refers: readonly RecordId[] }

/**
 * Computes the effect of each record of a bundle on the records here. Reads only; run it again
 * before committing, since the user may edit meanwhile. A record is refused as a whole: when it was
 * deleted here permanently (`purged`) or until the lock (`removed`), when a revision does not match
 * its id or signature (`damaged`), when a replaced revision is neither in the file nor here
 * (`incomplete`), when the file has it as two kinds or it is of another kind here (`other-kind`),
 * when a protected source's revision has no seal or another revision has one (`seal`), or when the
 * author of a revision may not revise the record (`not-author`, by the cards here and in the
 * bundle).
 *
 * @throws errors of `pace`.
 */
export const plan = async (
  bundle: Pick<VerifiedBundle, 'revisions' | 'seals' | 'cards'>,
  store: RecordsToMerge,
  pace: Pace,
): Promise<PlannedItem[]> => {
  const items: Referring[] = []
  for await (const item of planned(bundle, store, pace)) items.push(item)
  return withNeeds(items)
}

/**
 * Streaming variant without dependency resolution.
 *
 * @throws (while iterating) errors of `pace`.
 */
export const planned = async function* (
  bundle: Pick<VerifiedBundle, 'revisions' | 'seals' | 'cards'>,
  store: RecordsToMerge,
  pace: Pace,
): AsyncGenerator<Referring, void, void> {
  const desks = knownDesks(store, bundle.cards)
  const records = bySubject(bundle.revisions)
  let done = 0
  for (const [subject, incoming] of records) {
    await pace(done, records.size)
    yield planSubject(subject, incoming, bundle.seals, store, desks)
    done += 1
  }
}

const none: readonly never[] = Object.freeze([])
const noSeals: ReadonlyMap<RevisionId, Uint8Array> = new Map()

const planSubject = (
  subject: RecordId,
  incoming: readonly Revision[],
  seals: VerifiedBundle['seals'],
  store: RecordsToMerge,
  desks: DesksOf,
): Referring => {
  const kind = incoming[0]?.kind ?? 'report'
  const nothing = { subject, kind, title: '', added: 0, isHere: true, needs: none, refers: none }
  const refused = (why: RefusedItem): Referring => ({
    ...nothing,
    effect: 'refused',
    why,
    revisions: none,
    heads: none,
    seals: noSeals,
  })
  if (incoming.some((revision) => revision.kind !== kind)) return refused('other-kind')
  if (!incoming.every((revision) => holds(revision))) return refused('damaged')
  const local = localRevisions(subject, store)
  if (local === 'removed' || local === 'purged') return refused(local)
  if (local.some((revision) => revision.kind !== kind)) return refused('other-kind')
  if (!incoming.every((revision) => isSealedAsItShould(revision, seals.get(revision.id)))) {
    return refused('seal')
  }
  const { added, heads, effect } = merge(local, incoming)
  if (!areByAuthor([...local, ...added], desks)) return refused('not-author')
  const known = new Set([...local, ...added].map(({ id }) => id))
  if (!added.every(({ parents }) => parents.every((parent) => known.has(parent)))) {
    return refused('incomplete')
  }
  const sealed = added.flatMap(({ id }) => {
    const bytes = seals.get(id)
    return bytes === undefined ? [] : [[id, bytes] as const]
  })
  const newest = headsOf(incoming)
  const contents = incoming
    .filter(({ id }) => newest.includes(id))
    .map(({ content }): unknown => JSON.parse(content))
  return {
    ...nothing,
    title: contents.length === 0 ? '' : titleOf(kind, contents.at(-1)),
    effect,
    why: null,
    added: added.length,
    isHere: local.length > 0,
    refers: [...new Set(contents.flatMap((content) => referencesOf(kind, content)))],
    revisions: added,
    heads,
    seals: sealed.length === 0 ? noSeals : new Map(sealed),
  }
}

// Both are verified: an incoming revision by `plan`, our own by the journal's digest.
const isProtected = ({ kind, content }: Revision): boolean =>
  kind === 'source' && (JSON.parse(content) as SourceContent).kind === 'protected'

/** Only a protected source's revision has a sealed identity, and each one has. */
const isSealedAsItShould = (revision: Revision, seal: Uint8Array | undefined): boolean =>
  isProtected(revision)
    ? revision.seal !== null && seal !== undefined && isSealedIdentity(seal)
    : revision.seal === null

const localRevisions = (
  subject: RecordId,
  store: RecordsToMerge,
): readonly Revision[] | 'removed' | 'purged' => {
  if (store.revisions.heads(subject) === null) {
    return store.records.wasPurged(subject) ? 'purged' : []
  }
  try {
    return store.revisions.list(subject).map(({ revision }) => revision)
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'not-found') return 'removed'
    throw cause
  }
}

/**
 * Finds for every record the other records of the bundle that it needs: those that are missing here
 * and that it refers to, directly or indirectly.
 */
const withNeeds = (items: readonly Referring[]): PlannedItem[] => {
  const fresh = new Map(
    items
      .filter(({ effect, added }) => effect !== 'refused' && added > 0)
      .map((item) => [item.subject, item]),
  )
  const needsOf = (item: Referring): readonly RecordId[] => {
    const { subject, refers } = item
    const found = new Set<RecordId>()
    const stack = [{ refers }]
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      for (const id of at.refers) {
        const other = fresh.get(id)
        if (other === undefined || other.isHere || id === subject || found.has(id)) continue
        // Keeps the record's own id string: those in the contents are a thousand copies.
        found.add(other.subject)
        stack.push(other)
      }
    }
    return found.size === 0 ? item.needs : [...found].sort()
  }
  return items.map((item) => {
    const { refers: _, ...planned } = item
    return fresh.has(item.subject) ? { ...planned, needs: needsOf(item) } : planned
  })
}
