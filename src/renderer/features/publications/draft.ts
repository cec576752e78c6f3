import type { In } from '../../../shared/contract.ts'

/** A publication being edited; ids are strings until the bridge has validated them. */
export type PublicationDraft = In<'publications.save'>['content']
export type DraftClaim = PublicationDraft['claims'][number]
export type DraftText = PublicationDraft['reports'][number]
export type DraftRemoval = DraftText['redactions'][number]

/** The steps of the form: what is printed, and then in which words. */
export type FormStep = 'choose' | 'wording'

/** The tabs of a publication: its four steps, and two views of what is printed. */
export type PublicationPart = FormStep | 'review' | 'write' | 'compare' | 'exact'

export const isFormStep = (part: PublicationPart): part is FormStep =>
  part === 'choose' || part === 'wording'
