import type { Contact } from '../../shared/contacts.ts'
import { limits } from '../records/limits.ts'
import { readRecipients } from './recipients.ts'
import type { PastedRecipients } from './recipients.ts'

/** Who may open an export: chosen contacts and pasted keys, or whoever has a passphrase. */
export type Whom = {
  readonly kind: 'keys' | 'passphrase'
  /** Signing keys of contacts. */
  readonly chosen: ReadonlySet<string>
  readonly pasted: string
  /** A person said that it may go to keys that nobody compared. Not for other ones than these. */
  readonly isConfirmed: boolean
}

export const nobody: Whom = {
  kind: 'keys',
  chosen: new Set(),
  pasted: '',
  isConfirmed: false,
}

export type Addressees =
  | (Extract<PastedRecipients, { ok: true }> & {
      /** Recipients that nobody compared: a contact, or null for a key of nobody that is known. */
      readonly unverified: readonly (Contact | null)[]
    })
  | Extract<PastedRecipients, { ok: false }>

/** Everybody that an export would be for, or why it cannot be. */
export const addressees = (
  { chosen, pasted }: Pick<Whom, 'chosen' | 'pasted'>,
  contacts: readonly Contact[],
  /** Keys of this vault: nobody has to compare them. */
  ours: readonly string[] = [],
): Addressees => {
  const people = contacts.filter(({ author, state }) => chosen.has(author) && state !== 'revoked')
  const read = readRecipients(pasted)
  if (!read.ok && (read.fault !== 'none' || people.length === 0)) return read
  const typed = read.ok ? read.recipients : []
  // A contact's key is of the post-quantum kind.
  if (read.ok && read.isClassic && people.length > 0) return { ok: false, fault: 'mixed' }
  const recipients = [...new Set([...people.map(({ recipient }) => recipient), ...typed])]
  if (recipients.length > limits.recipients) return { ok: false, fault: 'many' }
  const verified = new Set([
    ...ours,
    ...contacts.filter(({ state }) => state === 'verified').map(({ recipient }) => recipient),
  ])
  const unverified = recipients
    .filter((recipient) => !verified.has(recipient))
    .map((recipient) => contacts.find((contact) => contact.recipient === recipient) ?? null)
  return { ok: true, recipients, isClassic: read.ok && read.isClassic, unverified }
}
