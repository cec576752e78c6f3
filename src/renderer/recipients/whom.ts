import type { Contact } from '../../shared/contacts.ts'
import { limits } from '../records/limits.ts'

type PastedRecipients =
  | { readonly ok: true; readonly recipients: readonly string[]; readonly isClassic: boolean }
  | { readonly ok: false; readonly fault: 'none' | 'mixed' | 'many' }
  | { readonly ok: false; readonly fault: 'bad'; readonly line: number }

const hybrid = /^age1pq1[02-9ac-hj-np-z]{20,}$/
const classic = /^age1(?!pq1)[02-9ac-hj-np-z]{20,}$/

/**
 * Reads keys as people paste them: one a line, blank lines and `#` comments left out, as in the
 * recipient files of age. Only their form is looked at; the vault process checks them wholly.
 */
export const readRecipients = (pasted: string): PastedRecipients => {
  const found = new Set<string>()
  for (const [index, text] of pasted.split(/\r?\n/).entries()) {
    const line = text.trim()
    if (line === '' || line.startsWith('#')) continue
    if (!hybrid.test(line) && !classic.test(line))
      return { ok: false, fault: 'bad', line: index + 1 }
    found.add(line)
  }
  const recipients = [...found]
  if (recipients.length === 0) return { ok: false, fault: 'none' }
  if (recipients.length > limits.recipients) return { ok: false, fault: 'many' }
  const isClassic = recipients.some((key) => classic.test(key))
  if (isClassic && recipients.some((key) => hybrid.test(key))) return { ok: false, fault: 'mixed' }
  return { ok: true, recipients, isClassic }
}

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
