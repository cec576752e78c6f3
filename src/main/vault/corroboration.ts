import type { Claim } from '../../shared/claims.ts'
import type { CaseId, ClaimId, ReportId, SourceId } from '../../shared/ids.ts'
import { groupsOf } from './groups.ts'
import { originGroups } from './origins.ts'

/** What corroboration needs to know of a source. */
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
    readonly supportedBy: number[]
    readonly contradictedBy: number[]
  }[]
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Each origin of which a source is here, as it is shown. */
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

/**
 * How many independent origins stand behind each claim of a case. Origins are counted, not reports:
 * two reports of one source are one, and so are sources that are one origin. Claims linked as of the
 * same origin count together wherever both bear on one claim, so a link can lower a number and never
 * raise it. "Supports" holds one way, from the claim that has the link; "contradicts" and "same
 * origin" hold both ways. Links to claims that are not in `claims` are passed over.
 */
export const corroborate = (
  caseId: CaseId,
  input: {
    readonly claims: readonly Claim[]
    readonly sources: readonly OriginSource[]
    /** The sources that a report names; none for a report that is gone. */
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
  // Over all claims, so that a chain of links holds also where its middle does not bear on a claim.
  const oneStory = new Map(
    groupsOf([...claimById.keys()], sameOrigin).flatMap((ids, i) =>
      ids.map((id) => [id, i] as const),
    ),
  )
  const originsOfClaim = (id: ClaimId): number[] => {
    const claim = claimById.get(id)
    if (claim === undefined) return []
    return input.sourcesOf(claim.content.reportId).flatMap((source) => indexOf.get(source) ?? [])
  }

  /** The independent origins behind some claims; each is named by its first index. */
  const independent = (ids: readonly ClaimId[]): number[] => {
    const found = [...new Set(ids)].map((id) => ({
      story: oneStory.get(id),
      at: originsOfClaim(id),
    }))
    const first = new Map<number | undefined, number>()
    const pairs: [number, number][] = []
    const told = new Map<number | undefined, number>()
    for (const { story } of found) told.set(story, (told.get(story) ?? 0) + 1)
    for (const { story, at } of found) {
      // A claim that stands alone keeps all of its report's origins.
      if ((told.get(story) ?? 0) < 2) continue
      for (const index of at) {
        const before = first.get(story)
        if (before === undefined) first.set(story, index)
        else pairs.push([before, index])
      }
    }
    const all = [...new Set(found.flatMap(({ at }) => at))].sort((a, b) => a - b)
    return groupsOf(all, pairs)
      .map((group) => Math.min(...group))
      .sort((a, b) => a - b)
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
        supportedBy: independent([claim.id, ...bearing('supports')]),
        contradictedBy: independent(bearing('contradicts').filter((id) => id !== claim.id)),
      }
    })

  // Only origins that some claim of this case rests on are shown.
  const used = [
    ...new Set(rows.flatMap((row) => [...row.supportedBy, ...row.contradictedBy])),
  ].sort((a, b) => a - b)
  const place = new Map(used.map((index, i) => [index, i]))
  const moved = (indexes: readonly number[]): number[] => indexes.flatMap((i) => place.get(i) ?? [])
  return {
    origins: used.flatMap((index) => origins[index] ?? []),
    claims: rows.map((row) => ({
      claim: row.claim,
      supportedBy: moved(row.supportedBy),
      contradictedBy: moved(row.contradictedBy),
    })),
  }
}
