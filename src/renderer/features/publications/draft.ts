import type { In } from '../../../shared/contract.ts'

/** A publication as it is being made; ids are plain text until the bridge has looked at them. */
export type PublicationDraft = In<'publications.save'>['content']
export type DraftClaim = PublicationDraft['claims'][number]
export type DraftText = PublicationDraft['reports'][number]
export type DraftRemoval = DraftText['redactions'][number]
