import { isSealedIdentity } from '../../crypto/v1/identity-seal.ts'
import { Failure } from '../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../shared/ids.ts'
import { titleOfContent } from '../../shared/record-title.ts'
import type { Revision, SourceContent } from '../../shared/records.ts'
import type { RefusalReason } from '../../shared/exchange.ts'
import { areByAuthor, knownDesks, type DesksOf } from './authorship.ts'
import { headsOf, merge, type Effect } from './merge.ts'
import type { Pace } from './pace.ts'
import type { RecordsToMerge, SubjectPlan } from './ports.ts'
import { holds } from './revision.ts'
import type { VerifiedBundle } from './verify-bundle.ts'

/** One record of a bundle, and what committing it would do. */
export type PlannedItem = SubjectPlan & {
  readonly title: string
  readonly effect: Effect | 'refused'
  /** Why nothing of it is taken; null: it is. */
  readonly why: RefusalReason | null
  /** How many revisions are new here. */
  readonly added: number
}

/**
 * What each record of a bundle would do to the records that are here. Reads only; run again before
 * committing, since people go on working meanwhile. A record is refused as a whole when one of its
 * revisions is not what it says, when it comes as two kinds, when it is of another kind here, when
 * it has been removed here, when a protected source's revision has no seal or another's has one, or
 * when one of its revisions was signed by neither its author nor a desk of theirs (`areByAuthor`).
 *
 * @throws what `pace` throws.
 */
export async function plan(
  bundle: VerifiedBundle,
  store: RecordsToMerge,
  pace: Pace,
): Promise<PlannedItem[]> {
  const desks = knownDesks(store, bundle.cards)
  const bySubject = new Map<RecordId, Revision[]>()
  for (const revision of bundle.revisions) {
    const group = bySubject.get(revision.subject)
    if (group === undefined) bySubject.set(revision.subject, [revision])
    else group.push(revision)
  }
  const items: PlannedItem[] = []
  for (const [subject, incoming] of bySubject) {
    await pace(items.length, bySubject.size)
    items.push(planSubject(subject, incoming, bundle, store, desks))
  }
  return items
}

function planSubject(
  subject: RecordId,
  incoming: readonly Revision[],
  { seals }: VerifiedBundle,
  store: RecordsToMerge,
  desks: DesksOf,
): PlannedItem {
  const kind = incoming[0]?.kind ?? 'report'
  const refused = (why: RefusalReason): PlannedItem => ({
    subject,
    kind,
    title: '',
    effect: 'refused',
    why,
    added: 0,
    revisions: [],
    heads: [],
    seals: new Map(),
  })
  if (incoming.some((revision) => !holds(revision))) return refused('damaged')
  if (incoming.some((revision) => revision.kind !== kind)) return refused('other-kind')
  const local = localRevisions(subject, store)
  if (local === 'removed') return refused('removed')
  if (local.some((revision) => revision.kind !== kind)) return refused('other-kind')
  if (!areByAuthor([...local, ...incoming], desks)) return refused('not-author')
  const { added, heads, effect } = merge(local, incoming)
  if (!incoming.every((revision) => isSealedAsItShould(revision, seals.get(revision.id))))
    return refused('seal')
  return {
    subject,
    kind,
    title: titleOf(incoming, headsOf(incoming)),
    effect,
    why: null,
    added: added.length,
    revisions: added,
    heads,
    seals: new Map(
      added.flatMap(({ id }) => {
        const bytes = seals.get(id)
        return bytes === undefined ? [] : [[id, bytes] as const]
      }),
    ),
  }
}

// Both held already: an incoming revision was checked, one of ours is under the journal's digest.
const isProtected = ({ kind, content }: Revision): boolean =>
  kind === 'source' && (JSON.parse(content) as SourceContent).kind === 'protected'

/** A protected source's revision comes with a sealed identity, and no other revision with any. */
const isSealedAsItShould = (revision: Revision, seal: Uint8Array | undefined): boolean =>
  isProtected(revision)
    ? revision.seal !== null && seal !== undefined && isSealedIdentity(seal)
    : revision.seal === null

function localRevisions(subject: RecordId, store: RecordsToMerge): readonly Revision[] | 'removed' {
  if (store.revisions.heads(subject) === null) return []
  try {
    return store.revisions.list(subject).map(({ revision }) => revision)
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'not-found') return 'removed'
    throw cause
  }
}

function titleOf(incoming: readonly Revision[], heads: readonly RevisionId[]): string {
  const newest = incoming.filter(({ id }) => heads.includes(id)).at(-1) ?? incoming[0]
  if (newest === undefined) return ''
  return titleOfContent(newest.kind, newest.content)
}
