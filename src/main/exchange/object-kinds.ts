import { sealedIdentityBytes } from '../../crypto/v1/identity-seal.ts'
import { limits } from '../../shared/limits.ts'
import type { recordKind } from '../../shared/vocabularies.ts'

/** Properties of a bundle object, by the name of its frame. docs/FORMAT-EXCHANGE.md, section 5. */
type ObjectForm = {
  /**
   * How it is read: a contact card, a revision of a record, a sealed identity, one holder's custody
   * chain for a record, a notice to recipients of a record, the sender's recovery code sealed to
   * its desk, an attached file.
   */
  readonly form: 'card' | 'escrow' | 'revision' | 'seal' | 'custody' | 'notice' | 'attachment'
  readonly maxBytes: number
  /**
   * False: its bytes are streamed and never held completely. Such objects come after all others.
   */
  readonly held: boolean
}

/** Three bytes for each character of the longest content, and what is beside it. */
const revision: ObjectForm = { form: 'revision', maxBytes: 2 * 1024 * 1024, held: true }

export const objectForms = {
  card: { form: 'card', maxBytes: limits.cardBytes, held: true },
  case: revision,
  source: revision,
  report: revision,
  claim: revision,
  attribution: revision,
  publication: revision,
  seal: { form: 'seal', maxBytes: sealedIdentityBytes, held: true },
  custody: { form: 'custody', maxBytes: 16 * 1024 * 1024, held: true },
  notice: { form: 'notice', maxBytes: 16 * 1024, held: true },
  escrow: { form: 'escrow', maxBytes: 16 * 1024, held: true },
  attachment: { form: 'attachment', maxBytes: limits.attachmentBytes, held: false },
} as const satisfies Readonly<Record<(typeof recordKind)[number], ObjectForm>> &
  Readonly<Record<string, ObjectForm>>

export type ObjectKind = keyof typeof objectForms

/** Objects about an author, named by the signing key; all others are about a record. */
export const authorObjectKinds = ['card', 'escrow'] as const satisfies readonly ObjectKind[]
type AuthorObjectKind = (typeof authorObjectKinds)[number]
type RecordObjectKind = Exclude<ObjectKind, AuthorObjectKind>

const isAboutAuthor = (kind: string): boolean =>
  authorObjectKinds.some((about: string) => about === kind)

export const recordObjectKinds = Object.keys(objectForms).filter(
  (kind) => !isAboutAuthor(kind),
) as [RecordObjectKind, ...RecordObjectKind[]]

export const formOf = (kind: ObjectKind): ObjectForm => objectForms[kind]
