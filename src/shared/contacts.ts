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
 * What somebody hands to those who exchange files with them, signed by their own key: it proves that
 * its parts belong together, and nothing about whose they are (docs/FORMAT-EXCHANGE.md).
 */
export const Card = z.strictObject({
  format: z.literal('understory-card'),
  version: z.literal(1),
  pseudonym: line(limits.pseudonym),
  /** Post-quantum hybrid age recipient. */
  recipient: z.string().regex(/^age1pq1[02-9ac-hj-np-z]{1952}$/),
  /** The Ed25519 key that signs their revisions and files, and this card. */
  author: AuthorKey,
  /** To whom identities are sealed so that they can read them; null: they have no such key. */
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

/** What `signature` signs: the canonical JSON of everything else. */
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

/** What there is to see of a card before it is believed. */
export const ShownCard = z.strictObject({
  /** Digest of the card itself. */
  card: Digest,
  author: AuthorKey,
  pseudonym: z.string(),
  /** Digest of its keys; what the words say of it. */
  keys: Digest,
  words: KeyWords,
  hasIdentity: z.boolean(),
  /** How many keys it names as desks. */
  desks: z.int(),
  serial: z.int(),
  day: Day,
})

export const Contact = z.strictObject({
  ...ShownCard.shape,
  recipient: z.string(),
  state: z.enum(vocabulary.contactState),
  added: Day,
  /** When the words were compared last, whatever changed since. */
  verified: Day.nullable(),
  revoked: Day.nullable(),
  /** May it revise our records, by our next card? */
  isDesk: z.boolean(),
  /** Does its newest card name us as a desk? */
  namesUs: z.boolean(),
  /** Are identities sealed to its identity key already? */
  isSealedTo: z.boolean(),
  /** The recovery code of their vault that is held here, sealed; null: none. */
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

/** How somebody is named who may be no contact. */
export const ContactName = z.strictObject({
  pseudonym: z.string(),
  state: z.enum(vocabulary.contactState),
})

/** A file of somebody who is no contact, kept as it came. */
export const Quarantined = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** The sender's signing key as a fingerprint. */
  sender: z.string(),
  /** Who that is by now; null: still nobody. */
  contact: ContactName.nullable(),
  /** When it was set aside. */
  day: Day,
  bytes: z.int(),
})
