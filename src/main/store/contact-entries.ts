import type { Card } from '../../shared/contacts.ts'
import type { AuthorKey, Day } from '../../shared/ids.ts'
import type { ContactAct } from './journal-acts.ts'

/** This vault's data about a contact; the contact's own statements are in its cards. */
export type ContactEntry = {
  readonly author: AuthorKey
  readonly added: Day
  /** Digest of the keys that were compared in person, and the day; null: never compared. */
  readonly keys: string | null
  readonly verified: Day | null
  readonly revoked: Day | null
  /** May the contact revise this vault's records? */
  readonly desk: boolean
}

export type QuarantineEntry = {
  /** Also the file name. */
  readonly id: string
  readonly sender: AuthorKey
  readonly day: Day
  readonly bytes: number
  /** BLAKE2b-256 of the stored file. */
  readonly digest: string
}

/**
 * Contacts, every card that ever arrived, and quarantined files. All are covered by the vault's
 * digest: `tampered` on a mismatch. The journal names the act and the day, not the contact, because
 * its lines are never deleted.
 */
export type ContactRepository = {
  readonly list: () => ContactEntry[]
  readonly find: (author: AuthorKey) => ContactEntry | null
  /** Adds or replaces one, with a vault line in the journal. */
  readonly save: (entry: ContactEntry, act: ContactAct) => void
  /** Cards of one author, in no particular order. Signatures were checked on arrival. */
  readonly cards: (author: AuthorKey) => Card[]
  readonly everyCard: () => Card[]
  /** Adds the unknown ones, with a journal line if there are any. Returns how many. */
  readonly addCards: (cards: readonly Card[], act: ContactAct) => number
  /** Newest first. */
  readonly setAside: () => QuarantineEntry[]
  readonly keepAside: (entry: QuarantineEntry) => void
  /** `not-found`. The caller removes the file. */
  readonly dropAside: (id: string) => void
}
