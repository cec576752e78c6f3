import type { Card } from '../../shared/contacts.ts'
import type { AuthorKey, Day } from '../../shared/ids.ts'
import type { ContactAct } from './journal-acts.ts'

/** What this vault holds of a contact; what the contact says of itself is in its cards. */
export type ContactEntry = {
  readonly author: AuthorKey
  readonly added: Day
  /** Digest of the keys that were compared in person, and when; null: none ever were. */
  readonly keys: string | null
  readonly verified: Day | null
  readonly revoked: Day | null
  /** May it revise our records? */
  readonly desk: boolean
}

export type QuarantineEntry = {
  /** Names the file too. */
  readonly id: string
  readonly sender: AuthorKey
  readonly day: Day
  readonly bytes: number
  /** BLAKE2b-256 of the file as it lies there. */
  readonly digest: string
}

/**
 * Contacts, every card that ever came here, and files that were set aside. All of it is under the
 * vault's digest: `tampered` when it is not as last recorded. The journal says what was done and
 * when, not with whom: its lines stay for ever.
 */
export type ContactRepository = {
  readonly list: () => ContactEntry[]
  readonly find: (author: AuthorKey) => ContactEntry | null
  /** Adds or replaces one, with a line of the vault. */
  readonly save: (entry: ContactEntry, act: ContactAct) => void
  /** Of one author, in no order that means anything. Signatures were checked when they came. */
  readonly cards: (author: AuthorKey) => Card[]
  readonly everyCard: () => Card[]
  /** Those that are not here yet, with a line if there were any. Returns how many. */
  readonly addCards: (cards: readonly Card[], act: ContactAct) => number
  /** Newest first. */
  readonly setAside: () => QuarantineEntry[]
  readonly keepAside: (entry: QuarantineEntry) => void
  /** `not-found`. The file is the caller's to remove. */
  readonly dropAside: (id: string) => void
}
