import type { Claim } from '../../../shared/claims.ts'
import type { CaseId, ClaimId, ReportId, SourceId } from '../../../shared/ids.ts'
import { readComponents } from '../session/connected-components.ts'
import { readOriginGroups } from '../custody/origins.ts'
import { claimSourcesOf } from '../custody/claim-sources.ts'

/** The fields of a source that corroboration needs. */
export type OriginSource = {
  readonly id: SourceId
  readonly name: string
  readonly reliability: string
  readonly sameOrigin: readonly SourceId[]
}

export type Origin = {
  readonly sources: SourceId[]
  readonly names: string[]
  /** Every grade among its sources, best first: `B`, `A/C`. */
  readonly reliability: string
}

export type Corroboration = {
  readonly origins: Origin[]
  readonly claims: {
    readonly claim: Claim
    /** Indexes into `origins`, one per counted origin. */
    readonly supportedBy: number[]
    readonly contradictedBy: number[]
    /** Origins that the report names among several, if the source of the claim is not set. */
    readonly maySupport: number[]
    readonly mayContradict: number[]
  }[]
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The origins with at least one source in this vault, in display order. Yields. */
export const readOriginList = function* (
  sources: readonly OriginSource[],
): Generator<undefined, Origin[], void> {
  const known = new Map(sources.map((source) => [source.id, source]))
  return (yield* readOriginGroups(sources))
    .filter((ids) => ids.some((id) => known.has(id)))
    .map((ids) => {
      const members = ids
        .flatMap((id) => known.get(id) ?? [])
        .sort((a, b) => byText(a.name, b.name) || byText(a.id, b.id))
      return {
        sources: members.map(({ id }) => id),
        names: members.map(({ name }) => name),
        reliability: [...new Set(members.map(({ reliability }) => reliability))].sort().join('/'),
      }
    })
    .sort(
      (a, b) =>
        byText(a.names[0] ?? '', b.names[0] ?? '') ||
        byText(a.sources[0] ?? '', b.sources[0] ?? ''),
    )
}

/** Origins that count towards a claim, and origins that may do so. */
type Counted = { readonly origins: number[]; readonly may: number[] }

/** What one claim adds to a count. */
type Told = {
  /** The number of its group of claims that are linked as "same origin". */
  readonly story: number | undefined
  /** Indexes of the origins of its sources. */
  readonly at: readonly number[]
  readonly isSaid: boolean
  readonly isSure: boolean
  readonly isOpen: boolean
}

export type CorroborationInput = {
  readonly claims: readonly Claim[]
  readonly sources: readonly OriginSource[]
  /** The sources that a report names; empty if the report is missing. */
  readonly sourcesOf: (report: ReportId) => readonly SourceId[]
}

const addTo = <K, V>(lists: Map<K, V[]>, key: K, value: V): void => {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** The claims that bear on each claim by their links, in both directions for a contradiction. */
const linksOf = function* (claims: readonly Claim[]): Generator<
  undefined,
  {
    readonly supporting: ReadonlyMap<ClaimId, readonly ClaimId[]>
    readonly contradicting: ReadonlyMap<ClaimId, readonly ClaimId[]>
    readonly stories: ReadonlyMap<ClaimId, number>
  },
  void
> {
  const here = new Set(claims.map(({ id }) => id))
  const supporting = new Map<ClaimId, ClaimId[]>()
  const contradicting = new Map<ClaimId, ClaimId[]>()
  const sameOrigin: (readonly [ClaimId, ClaimId])[] = []
  for (const { id: from, content } of claims) {
    yield
    for (const { kind, claimId } of content.links) {
      if (!here.has(claimId)) continue
      if (kind === 'same-origin') sameOrigin.push([from, claimId])
      if (kind === 'supports') addTo(supporting, claimId, from)
      if (kind === 'contradicts' && from !== claimId) {
        addTo(contradicting, claimId, from)
        addTo(contradicting, from, claimId)
      }
    }
  }
  // Over all claims, so that a chain of links also holds if its middle claim does not bear on the
  // claim.
  const groups = yield* readComponents([...here], sameOrigin)
  const stories = new Map<ClaimId, number>()
  for (const [i, ids] of groups.entries()) {
    yield
    for (const id of ids) stories.set(id, i)
  }
  return { supporting, contradicting, stories }
}

/** What a claim adds to a count, by its sources and those that its report names. */
const toldBy = (
  { content }: Claim,
  named: readonly SourceId[],
  indexOf: ReadonlyMap<SourceId, number>,
): Omit<Told, 'story'> => {
  const speakers = claimSourcesOf(content, named)
  const at = [...new Set(speakers.flatMap((source) => indexOf.get(source) ?? []))]
  // Decided by the stored sources alone: if it used origins, linking two of them could raise a
  // number.
  const isSaid = content.sourceIds !== undefined || new Set(named).size < 2
  // The source of the claim may be one that is missing here, so none of the others is certain.
  const isOpen = !isSaid && named.some((source) => !indexOf.has(source))
  const isSure = isSaid || new Set(speakers.map((source) => indexOf.get(source) ?? source)).size < 2
  return { at, isSaid, isSure: isSure && !isOpen, isOpen }
}

/** Pairs that connect every element with the first. */
const connect = (pairs: (readonly [number, number])[], [first, ...others]: Iterable<number>) => {
  if (first !== undefined) for (const other of others) pairs.push([first, other])
}

/** The independent origins behind some claims; each is represented by its first certain index. */
const independent = function* (found: readonly Told[]): Generator<undefined, Counted, void> {
  const all = new Set<number>()
  const [said, sure, unknown] = [new Set<number>(), new Set<number>(), new Set<number>()]
  const byStory = new Map<number | undefined, { claims: number; readonly at: Set<number> }>()
  const unsaid: (readonly [number, number])[] = []
  for (const { story, at, isSaid, isSure, isOpen } of found) {
    yield
    const told = byStory.get(story) ?? { claims: 0, at: new Set() }
    byStory.set(story, told)
    told.claims += 1
    for (const index of at) {
      all.add(index)
      told.at.add(index)
      if (isSaid) said.add(index)
      if (isSure) sure.add(index)
      if (isOpen) unknown.add(index)
    }
    if (!isSaid) connect(unsaid, at)
  }
  const stories: (readonly [number, number])[] = []
  for (const { claims, at } of byStory.values()) {
    yield
    // A claim without a same-origin partner keeps all its origins.
    if (claims > 1) connect(stories, at)
  }
  const sorted = [...all].sort((a, b) => a - b)
  const firstOf = (group: readonly number[]): number => {
    const certain = group.filter((at) => sure.has(at))
    return (certain.length > 0 ? certain : group).reduce((a, b) => Math.min(a, b))
  }
  // Claims without a set source never join origins of other claims, and count only if they touch
  // none of them.
  const certain = (yield* readComponents(sorted, stories)).filter((group) =>
    group.some((at) => said.has(at)),
  )
  const open = (yield* readComponents(sorted, [...stories, ...unsaid])).filter(
    (group) => !group.some((at) => said.has(at) || unknown.has(at)),
  )
  return {
    origins: [...certain, ...open].map(firstOf).sort((a, b) => a - b),
    may: sorted.filter((at) => !sure.has(at)),
  }
}

/**
 * Counts the independent origins behind each claim of a case. It counts origins, not reports: two
 * reports of one source count once, and so do sources with the same origin. Claims linked as "same
 * origin" count together if both bear on one claim, so a link can lower a number but never raise
 * it. If the report of a claim names several sources, only the sources set for the claim count. If
 * none are set, the claim adds at most one origin, and none if one of its possible origins is
 * counted anyway: so the count never exceeds the true number. "Supports" applies in one direction,
 * from the claim with the link; "contradicts" and "same origin" apply in both. Ignores links to
 * claims outside `claims`, and claim sources that the report no longer names. Yields; its cost grows
 * with the claims, their links and their sources.
 */
export const corroborate = function* (
  caseId: CaseId,
  { claims, sources, sourcesOf }: CorroborationInput,
): Generator<undefined, Corroboration, void> {
  const origins = yield* readOriginList(sources)
  const indexOf = new Map(
    origins.flatMap(({ sources: ids }, i) => ids.map((id) => [id, i] as const)),
  )
  yield
  const claimById = new Map(claims.map((claim) => [claim.id, claim]))
  const { supporting, contradicting, stories } = yield* linksOf(claims)
  const known = new Map<ClaimId, Told>()
  const behind = function* (ids: Iterable<ClaimId>): Generator<undefined, Told[], void> {
    const found: Told[] = []
    for (const id of ids) {
      const claim = claimById.get(id)
      if (claim === undefined) continue
      yield
      let told = known.get(id)
      if (told === undefined) {
        told = {
          story: stories.get(id),
          ...toldBy(claim, sourcesOf(claim.content.reportId), indexOf),
        }
        known.set(id, told)
      }
      found.push(told)
    }
    return found
  }

  const rows: { claim: Claim; supported: Counted; contradicted: Counted }[] = []
  // Only the origins that a claim of this case rests on, or may rest on, are shown.
  const used = new Set<number>()
  for (const claim of claims) {
    if (claim.content.caseId !== caseId) continue
    const supports = new Set([claim.id, ...(supporting.get(claim.id) ?? [])])
    const supported = yield* independent(yield* behind(supports))
    const contradicts = new Set(contradicting.get(claim.id))
    const contradicted = yield* independent(yield* behind(contradicts))
    rows.push({ claim, supported, contradicted })
    for (const counted of [supported, contradicted]) {
      for (const index of counted.origins) used.add(index)
      for (const index of counted.may) used.add(index)
    }
  }

  const sorted = [...used].sort((a, b) => a - b)
  const place = new Map(sorted.map((index, i) => [index, i]))
  const moved = (indexes: readonly number[]): number[] => indexes.flatMap((i) => place.get(i) ?? [])
  const shown: Corroboration['claims'][number][] = []
  for (const { claim, supported, contradicted } of rows) {
    yield
    shown.push({
      claim,
      supportedBy: moved(supported.origins),
      contradictedBy: moved(contradicted.origins),
      maySupport: moved(supported.may),
      mayContradict: moved(contradicted.may),
    })
  }
  return { origins: sorted.flatMap((index) => origins[index] ?? []), claims: shown }
}
