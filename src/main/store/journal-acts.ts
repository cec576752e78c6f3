import type { RecordId } from '../../shared/ids.ts'
import type { journalKind } from '../../shared/vocabularies.ts'

export type VaultAct = Extract<(typeof journalKind)[number], `vault.${string}`> | 'identity.keys'

export type KeyAct = 'identity.keys' | Extract<(typeof journalKind)[number], `reviewer.${string}`>

export type ContactAct = Extract<
  (typeof journalKind)[number],
  `card.${string}` | `contact.${string}` | `quarantine.${string}`
>

export type RecordAct = Extract<
  (typeof journalKind)[number],
  | 'lint.overridden'
  | 'review.overridden'
  | 'record.published'
  | 'attachment.saved'
  | `source.${string}`
>

/** A user's overrides for one record, null: for the vault's own part, and the reason. */
export type OverrideEntry = { readonly subject: RecordId | null; readonly reason: string }

/** How the journal's tail and the anchor fit; anything but the first two means rescue mode. */
export type OpenState = 'ok' | 'repair-anchor' | 'missing-commits' | 'tampered'
