import { z } from 'zod'
import { canonicalJson } from './canonical.ts'
import { KeyWords } from './compared-words.ts'
import { Escrow } from './escrow.ts'
import { IdentityKeyText } from './identity.ts'
import { AuthorKey, Day } from './ids.ts'
import { limits } from './limits.ts'
import { line } from './text.ts'
import * as vocabulary from './vocabularies.ts'

/** BLAKE2b-256, as hex. */
const Digest = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * A contact card: given to the people that a vault exchanges files with, and signed by its own key.
 * The signature proves that the parts belong together, not whose they are
 * (docs/FORMAT-EXCHANGE.md).
 */
export const Card = z.strictObject({
  format: z.literal('understory-card'),
  version: z.literal(1),
  pseudonym: line(limits.pseudonym),
  /** Post-quantum hybrid age recipient. */
  recipient: z.string().regex(/^age1pq1[02-9ac-hj-np-z]{1952}$/),
  /** The Ed25519 key that signs their revisions and files, and this card. */
  author: AuthorKey,
  /** The key that identities are sealed to; null: this vault has no identity key. */
  identity: IdentityKeyText.nullable(),
  /** Keys that may revise the records of `author`: sorted, none twice. */
  desks: z
    .array(AuthorKey)
    .max(limits.desks)
    .refine((keys) => keys.every((key, i) => i === 0 || (keys[i - 1] ?? '') < key)),
  /** Counts the cards of this author, from 1. */
  serial: z.int().min(1),
  day: Day,
  signature: z.string().regex(/^[0-9a-f]{128}$/),
})
export type Card = z.infer<typeof Card>

/** The signed part of a card: the canonical JSON of everything else. */
export const cardForm = (card: Omit<Card, 'signature'>): string =>
  canonicalJson({
    format: card.format,
    version: card.version,
    pseudonym: card.pseudonym,
    recipient: card.recipient,
    author: card.author,
    identity: card.identity,
    desks: card.desks,
    serial: card.serial,
    day: card.day,
  })

/** A card as shown to the user before it is trusted. */
export const ShownCard = z.strictObject({
  /** Digest of the card itself. */
  card: Digest,
  author: AuthorKey,
  pseudonym: z.string(),
  /** Fingerprint of `author`: 128 bits in groups of four hexadecimal digits. */
  key: z.string(),
  /** Digest of the card's keys, which the words encode. */
  keys: Digest,
  words: KeyWords,
  hasIdentity: z.boolean(),
  /** How many keys it names as desks. */
  desks: z.int(),
  serial: z.int(),
  day: Day,
})

/** Other contacts with the same name, or with one that looks like it in any script. */
export const LookAlikes = z.array(z.strictObject({ pseudonym: z.string(), key: z.string() }))

export const Contact = z.strictObject({
  ...ShownCard.shape,
  recipient: z.string(),
  /** Fingerprint of `recipient`, as past exports list it. */
  fingerprint: z.string(),
  lookAlikes: LookAlikes,
  state: z.enum(vocabulary.contactState),
  added: Day,
  /** The day of the last word comparison, whether or not the keys changed since. */
  verified: Day.nullable(),
  revoked: Day.nullable(),
  /** May the contact revise this vault's records, according to its newest card? */
  isDesk: z.boolean(),
  /** Does the contact's newest card name this vault as a desk? */
  namesUs: z.boolean(),
  /** Are identities already sealed to the contact's identity key? */
  isSealedTo: z.boolean(),
  /** The sealed recovery code of the contact's vault that is kept here; null: none. */
  escrow: z
    .strictObject({
      serial: Escrow.shape.serial,
      day: Day,
      received: Day,
      opened: Day.nullable(),
    })
    .nullable(),
})
export type Contact = z.infer<typeof Contact>

/** How the app names a key that may belong to no contact. */
export const ContactName = z.strictObject({
  pseudonym: z.string(),
  state: z.enum(vocabulary.contactState),
})

/** A key of an export, as the window shows it. */
export const ShownRecipient = z.strictObject({
  fingerprint: z.string(),
  /** Null: no contact has this key. */
  name: ContactName.nullable(),
  /** Is it a key of this vault? */
  isOurs: z.boolean(),
})

/** A quarantined file: its sender is not a contact. Kept unchanged. */
export const Quarantined = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** The sender's signing key as a fingerprint. */
  sender: z.string(),
  /** The contact that the sender has become; null: still not a contact. */
  contact: ContactName.nullable(),
  /** The day on which it was quarantined. */
  day: Day,
  bytes: z.int(),
})
