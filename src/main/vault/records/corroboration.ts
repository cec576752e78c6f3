import type { Claim } from '../../../shared/claims.ts'
import type { CaseId, ClaimId, ReportId, SourceId } from '../../../shared/ids.ts'
import { connectedComponents } from '../session/connected-components.ts'
import { originGroups } from '../custody/origins.ts'
import { claimSourcesOf } from '../custody/claim-sources.ts'

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
    /** One of `origins` for each that is counted. */
    readonly supportedBy: number[]
    readonly contradictedBy: number[]
    /** Origins that a report names beside others, where nobody said who of them says this. */
    readonly maySupport: number[]
    readonly mayContradict: number[]
  }[]
}

/** All of them joined with the first. */
const star = ([first, ...others]: readonly number[]): (readonly [number, number])[] =>
  first === undefined ? [] : others.map((other) => [first, other] as const)

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

/** What counts towards a claim, and what may or may not be part of it. */
type Counted = { readonly origins: number[]; readonly may: number[] }

/**
 * How many independent origins stand behind each claim of a case. Origins are counted, not reports:
 * two reports of one source are one, and so are sources that are one origin. Claims linked as of the
 * same origin count together wherever both bear on one claim, so a link can lower a number and never
 * raise it. Of a claim whose report names several sources, those count who say it. Where nobody said
 * which of them do, it adds one at most, and none beside an origin of its own that counts anyway: never
 * more than whatever the answer turns out to be. "Supports" holds one way, from the claim that has the
 * link; "contradicts" and "same origin" hold both ways. Links to claims that are not in `claims` are
 * passed over, and so is whoever says a claim and is not named by its report any more.
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
    connectedComponents([...claimById.keys()], sameOrigin).flatMap((ids, i) =>
      ids.map((id) => [id, i] as const),
    ),
  )
  const behind = ({ id, content }: Claim) => {
    const named = input.sourcesOf(content.reportId)
    const sayers = claimSourcesOf(content, named)
    const at = [...new Set(sayers.flatMap((source) => indexOf.get(source) ?? []))]
    // By what was said alone: were it by origins, finding two to be one could raise a number.
    const isSaid = content.sourceIds !== undefined || new Set(named).size < 2
    // Whoever is not here may be the one: then nothing is certain, not even that it is one of these.
    const isOpen = !isSaid && named.some((source) => !indexOf.has(source))
    const isSure = isSaid || new Set(sayers.map((source) => indexOf.get(source) ?? source)).size < 2
    return { story: oneStory.get(id), at, isSaid, isSure: isSure && !isOpen, isOpen }
  }

  /** The independent origins behind some claims; each is named by its first index that is certain. */
  const independent = (ids: readonly ClaimId[]): Counted => {
    const found = [...new Set(ids)].flatMap((id) => {
      const claim = claimById.get(id)
      return claim === undefined ? [] : [behind(claim)]
    })
    const told = new Map<number | undefined, number[][]>()
    for (const { story, at } of found) told.set(story, [...(told.get(story) ?? []), at])
    // A claim that stands alone keeps all origins that say it.
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
    // What is unsaid joins nothing that was said, and counts where it touches none of that.
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

  // Only origins that some claim of this case rests on, or may rest on, are shown.
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
