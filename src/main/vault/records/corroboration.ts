import type { Claim } from '../../../shared/claims.ts'
import type { CaseId, ClaimId, ReportId, SourceId } from '../../../shared/ids.ts'
import { connectedComponents } from '../session/connected-components.ts'
import { originGroups } from '../custody/origins.ts'
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

/** Edges that connect every element with the first. */
const star = ([first, ...others]: readonly number[]): (readonly [number, number])[] =>
  first === undefined ? [] : others.map((other) => [first, other] as const)

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The origins with at least one source in this vault, in display order. */
const originsOf = (sources: readonly OriginSource[]): Origin[] => {
  const known = new Map(sources.map((source) => [source.id, source]))
  return originGroups(sources)
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

/**
 * Counts the independent origins behind each claim of a case. It counts origins, not reports: two
 * reports of one source count once, and so do sources with the same origin. Claims linked as "same
 * origin" count together if both bear on one claim, so a link can lower a number but never raise
 * it. If the report of a claim names several sources, only the sources set for the claim count. If
 * none are set, the claim adds at most one origin, and none if one of its possible origins is
 * counted anyway: so the count never exceeds the true number. "Supports" applies in one direction,
 * from the claim with the link; "contradicts" and "same origin" apply in both. Ignores links to
 * claims outside `claims`, and claim sources that the report no longer names.
 */
export const corroborate = (
  caseId: CaseId,
  input: {
    readonly claims: readonly Claim[]
    readonly sources: readonly OriginSource[]
    /** The sources that a report names; empty if the report is missing. */
    readonly sourcesOf: (report: ReportId) => readonly SourceId[]
  },
): Corroboration => {
  const origins = originsOf(input.sources)
  const indexOf = new Map(
    origins.flatMap(({ sources }, i) => sources.map((id) => [id, i] as const)),
  )
  const claimById = new Map(input.claims.map((claim) => [claim.id, claim]))
  const links = input.claims.flatMap(({ id, content }) =>
    content.links
      .filter((link) => claimById.has(link.claimId))
      .map((link) => ({ ...link, from: id })),
  )
  const sameOrigin = links
    .filter(({ kind }) => kind === 'same-origin')
    .map(({ from, claimId }) => [from, claimId] as const)
  // Over all claims, so that a chain of links also holds if its middle claim does not bear on the
  // claim.
  const oneStory = new Map(
    connectedComponents([...claimById.keys()], sameOrigin).flatMap((ids, i) =>
      ids.map((id) => [id, i] as const),
    ),
  )
  const behind = ({ id, content }: Claim) => {
    const named = input.sourcesOf(content.reportId)
    const speakers = claimSourcesOf(content, named)
    const at = [...new Set(speakers.flatMap((source) => indexOf.get(source) ?? []))]
    // Decided by the stored sources alone: if it used origins, linking two of them could raise a
    // number.
    const isSaid = content.sourceIds !== undefined || new Set(named).size < 2
    // The source of the claim may be one that is missing here, so none of the others is certain.
    const isOpen = !isSaid && named.some((source) => !indexOf.has(source))
    const isSure =
      isSaid || new Set(speakers.map((source) => indexOf.get(source) ?? source)).size < 2
    return { story: oneStory.get(id), at, isSaid, isSure: isSure && !isOpen, isOpen }
  }

  /** The independent origins behind some claims; each is represented by its first certain index. */
  const independent = (ids: readonly ClaimId[]): Counted => {
    const found = [...new Set(ids)].flatMap((id) => {
      const claim = claimById.get(id)
      return claim === undefined ? [] : [behind(claim)]
    })
    const told = new Map<number | undefined, number[][]>()
    for (const { story, at } of found) told.set(story, [...(told.get(story) ?? []), at])
    // A claim without a same-origin partner keeps all its origins.
    const stories = [...told.values()].flatMap((all) => (all.length < 2 ? [] : star(all.flat())))
    const unsaid = found.flatMap(({ at, isSaid }) => (isSaid ? [] : star(at)))
    const all = [...new Set(found.flatMap(({ at }) => at))].sort((a, b) => a - b)
    const those = (which: (claim: (typeof found)[number]) => boolean): ReadonlySet<number> =>
      new Set(found.filter(which).flatMap(({ at }) => at))
    const said = those(({ isSaid }) => isSaid)
    const sure = those(({ isSure }) => isSure)
    const unknown = those(({ isOpen }) => isOpen)
    const firstOf = (group: readonly number[]): number =>
      Math.min(...(group.some((at) => sure.has(at)) ? group.filter((at) => sure.has(at)) : group))
    // Claims without a set source never join origins of other claims, and count only if they touch
    // none of them.
    const certain = connectedComponents(all, stories).filter((group) =>
      group.some((at) => said.has(at)),
    )
    const open = connectedComponents(all, [...stories, ...unsaid]).filter(
      (group) => !group.some((at) => said.has(at) || unknown.has(at)),
    )
    return {
      origins: [...certain, ...open].map(firstOf).sort((a, b) => a - b),
      may: all.filter((at) => !sure.has(at)),
    }
  }

  const rows = input.claims
    .filter(({ content }) => content.caseId === caseId)
    .map((claim) => {
      const bearing = (kind: 'supports' | 'contradicts'): ClaimId[] =>
        links.flatMap((link) =>
          link.kind !== kind
            ? []
            : link.claimId === claim.id
              ? [link.from]
              : kind === 'contradicts' && link.from === claim.id
                ? [link.claimId]
                : [],
        )
      return {
        claim,
        supported: independent([claim.id, ...bearing('supports')]),
        contradicted: independent(bearing('contradicts').filter((id) => id !== claim.id)),
      }
    })

  // Only the origins that a claim of this case rests on, or may rest on, are shown.
  const used = [
    ...new Set(
      rows
        .flatMap(({ supported, contradicted }) => [supported, contradicted])
        .flatMap((counted) => [...counted.origins, ...counted.may]),
    ),
  ].sort((a, b) => a - b)
  const place = new Map(used.map((index, i) => [index, i]))
  const moved = (indexes: readonly number[]): number[] => indexes.flatMap((i) => place.get(i) ?? [])
  return {
    origins: used.flatMap((index) => origins[index] ?? []),
    claims: rows.map(({ claim, supported, contradicted }) => ({
      claim,
      supportedBy: moved(supported.origins),
      contradictedBy: moved(contradicted.origins),
      maySupport: moved(supported.may),
      mayContradict: moved(contradicted.may),
    })),
  }
}
