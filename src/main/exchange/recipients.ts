import { Failure } from '../../shared/failure.ts'
import { identityToRecipient } from 'age-encryption'

const form = /^AGE-SECRET-KEY-(PQ-)?1[02-9AC-HJ-NP-Z]{58,}$/

/**
 * The age identities in a text: a line each, beside comments, as key files have them.
 *
 * @throws Failure 'invalid' (field `identity`) when there is none, or one that is none.
 */
export const readIdentities = async (text: string): Promise<readonly string[]> => {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  try {
    if (lines.length === 0 || !lines.every((line) => form.test(line)))
      throw new Error('no identity')
    for (const line of lines) await identityToRecipient(line)
  } catch {
    throw new Failure('invalid', { fields: ['identity'] })
  }
  return lines
}

/** `hybrid`: ML-KEM-768 with X25519 (`age1pq1…`). `classic`: X25519 alone (`age1…`). */
export type RecipientKind = 'hybrid' | 'classic'

/** Every file to keys has at least this many stanzas, so that they do not count its readers. */
export const stanzaFloor = 4

// Bech32 of 1216 and 32 bytes: `age1pq1` + 1946 + 6 symbols, `age1` + 52 + 6.
const forms: Readonly<Record<RecipientKind, RegExp>> = {
  hybrid: /^age1pq1[02-9ac-hj-np-z]{1952}$/,
  classic: /^age1[02-9ac-hj-np-z]{58}$/,
}

const kindOf = (recipient: string): RecipientKind => {
  if (forms.hybrid.test(recipient)) return 'hybrid'
  if (forms.classic.test(recipient)) return 'classic'
  throw new Failure('invalid', { fields: ['target.recipients'] })
}

/**
 * The recipients as they are written into a bundle: trimmed, without doubles, in code unit order.
 * Checksums are checked by the library when it encrypts.
 *
 * @throws Failure 'invalid' for an empty list or a text of neither form (tag and plugin recipients
 * among them); 'mixed-recipients' when both kinds occur: the classic one would undo the other.
 */
export const readRecipients = (
  texts: readonly string[],
): {
  kind: RecipientKind
  recipients: readonly string[]
} => {
  const recipients = [...new Set(texts.map((text) => text.trim()))].sort()
  const kinds = new Set(recipients.map(kindOf))
  const [kind] = kinds
  if (kind === undefined) throw new Failure('invalid', { fields: ['target.recipients'] })
  if (kinds.size > 1) throw new Failure('mixed-recipients')
  return { kind, recipients }
}
