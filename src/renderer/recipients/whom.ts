import type { Contact } from '../../shared/contacts.ts'
import { limits } from '../records/limits.ts'

type PastedRecipients =
  | { readonly ok: true; readonly recipients: readonly string[]; readonly isClassic: boolean }
  | { readonly ok: false; readonly fault: 'none' | 'mixed' | 'many' }
  | { readonly ok: false; readonly fault: 'bad'; readonly line: number }

const hybrid = /^age1pq1[02-9ac-hj-np-z]{20,}$/
const classic = /^age1(?!pq1)[02-9ac-hj-np-z]{20,}$/

/**
 * Parses pasted keys: one a line, skipping blank lines and `#` comments, as in age recipient files.
 * Checks only the form; the vault process validates them fully.
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

const wholeHybrid = /^age1pq1[02-9ac-hj-np-z]{1952}$/
const wholeClassic = /^age1(?!pq1)[02-9ac-hj-np-z]{58}$/

/** Splits what was pasted into whole keys, each once, and the rest as it was typed. */
export const splitPasted = (
  pasted: string,
): { readonly keys: readonly string[]; readonly rest: string } => {
  const keys = new Set<string>()
  const rest: string[] = []
  for (const line of pasted.split(/\r?\n/)) {
    const key = line.trim()
    if (wholeHybrid.test(key) || wholeClassic.test(key)) keys.add(key)
    else rest.push(line)
  }
  return { keys: [...keys], rest: rest.join('\n') }
}

/** Recipients of an export: chosen contacts and pasted keys, or a passphrase. */
export type Whom = {
  readonly kind: 'keys' | 'passphrase'
  /** Signing keys of contacts. */
  readonly chosen: ReadonlySet<string>
  readonly pasted: string
  /** The user confirmed these unverified keys. Any other key needs a new confirmation. */
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
      /** Unverified recipients: a contact, or null for a key of no known contact. */
      readonly unverified: readonly (Contact | null)[]
    })
  | Extract<PastedRecipients, { ok: false }>

/** All recipients of an export, or the reason why it is not possible. */
export const addressees = (
  { chosen, pasted }: Pick<Whom, 'chosen' | 'pasted'>,
  contacts: readonly Contact[],
  /** Keys of this vault; they need no verification. */
  ours: readonly string[] = [],
): Addressees => {
  const people = contacts.filter(({ author, state }) => chosen.has(author) && state !== 'revoked')
  const read = readRecipients(pasted)
  if (!read.ok && (read.fault !== 'none' || people.length === 0)) return read
  const typed = read.ok ? read.recipients : []
  // A contact's key is always post-quantum.
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
