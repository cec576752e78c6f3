/** Corroboration as it was computed before its links were indexed: the reference for random worlds. */
import type { Claim } from '../../src/shared/claims.ts'
import type { CaseId, ClaimId } from '../../src/shared/ids.ts'
import { readOriginList } from '../../src/main/vault/records/corroboration.ts'
import type {
  Corroboration,
  CorroborationInput,
} from '../../src/main/vault/records/corroboration.ts'
import { connectedComponents } from '../../src/main/vault/session/connected-components.ts'
import { claimSourcesOf } from '../../src/main/vault/custody/claim-sources.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

/** Edges that connect every element with the first. */
const star = ([first, ...others]: readonly number[]): (readonly [number, number])[] =>
  first === undefined ? [] : others.map((other) => [first, other] as const)

/** Compares each claim of a case with all links. */
export const plainCorroboration = (caseId: CaseId, input: CorroborationInput): Corroboration => {
  const origins = runAtOnce(readOriginList(input.sources))
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
  const independent = (ids: readonly ClaimId[]) => {
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
