import type { In } from '../../../shared/contract.ts'

/** A publication as it is being made; ids are plain text until the bridge has looked at them. */
export type Draft = In<'publications.save'>['content']
export type DraftClaim = Draft['claims'][number]
export type DraftText = Draft['reports'][number]
export type DraftRemoval = DraftText['redactions'][number]
