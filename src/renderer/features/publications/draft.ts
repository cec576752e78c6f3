import type { In } from '../../../shared/contract.ts'

/** A publication being edited; ids are strings until the bridge has validated them. */
export type PublicationDraft = In<'publications.save'>['content']
export type DraftClaim = PublicationDraft['claims'][number]
export type DraftText = PublicationDraft['reports'][number]
export type DraftRemoval = DraftText['redactions'][number]

/** The steps of the form: what is printed, and then in which words. */
export type FormStep = 'choose' | 'wording'
