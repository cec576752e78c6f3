import type { Out } from '../../../shared/contract.ts'

type Row = Out<'claims.corroboration'>['claims'][number]

/** How the claims of a case stand. */
export type Standing = {
  readonly all: number
  /** Two independent origins or more say it, and none says otherwise. */
  readonly borneOut: readonly Row[]
  /** One origin, or none that is known, says it. */
  readonly alone: readonly Row[]
  /** Some origin says otherwise. */
  readonly disputed: readonly Row[]
}

/** Origins that a claim needs before it counts as borne out. */
const enough = 2

/** Sorts the claims of a case by what is still missing; a disputed one is in no other list. */
export const standingOf = (claims: readonly Row[]): Standing => {
  const disputed = claims.filter(({ contradictedBy }) => contradictedBy.length > 0)
  const rest = claims.filter(({ contradictedBy }) => contradictedBy.length === 0)
  return {
    all: claims.length,
    borneOut: rest.filter(({ supportedBy }) => supportedBy.length >= enough),
    alone: rest.filter(({ supportedBy }) => supportedBy.length < enough),
    disputed,
  }
}
