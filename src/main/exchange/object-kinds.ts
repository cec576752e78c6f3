import { sealedIdentityBytes } from '../../crypto/v1/identity-seal.ts'
import { limits } from '../../shared/limits.ts'
import type { recordKind } from '../../shared/vocabularies.ts'

/** What an object of a bundle is, by the name of its frame. docs/FORMAT-EXCHANGE.md, section 5. */
type ObjectForm = {
  /** How it is read. A revision of a record, a sealed identity, an attached file. */
  readonly form: 'revision' | 'seal' | 'attachment'
  readonly maxBytes: number
  /** False: its bytes go by and are never held whole. Such objects come after all others. */
  readonly held: boolean
}

const revision: ObjectForm = { form: 'revision', maxBytes: 32 * 1024 * 1024, held: true }

export const objectForms = {
  case: revision,
  source: revision,
  report: revision,
  claim: revision,
  attribution: revision,
  publication: revision,
  seal: { form: 'seal', maxBytes: sealedIdentityBytes, held: true },
  attachment: { form: 'attachment', maxBytes: limits.attachmentBytes, held: false },
} as const satisfies Readonly<Record<(typeof recordKind)[number], ObjectForm>> &
  Readonly<Record<string, ObjectForm>>

export type ObjectKind = keyof typeof objectForms

export const objectKinds = Object.keys(objectForms) as [ObjectKind, ...ObjectKind[]]

export const formOf = (kind: ObjectKind): ObjectForm => objectForms[kind]
