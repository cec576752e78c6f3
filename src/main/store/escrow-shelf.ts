import type { Escrow } from '../../shared/escrow.ts'
import type { AuthorKey, Day } from '../../shared/ids.ts'

/** A recovery code of this vault that is sealed to its desk. */
export type OwnEscrow = {
  readonly escrow: Escrow
  /** Names what the header's slot of that code holds (`slotName`). */
  readonly slot: string
  /** Digests of the identity keys that it is sealed to. */
  readonly desks: readonly string[]
  /** Has the header that slot? Before that, the code opens nothing. */
  readonly inForce: boolean
  /** When a file to the desk carried it first. */
  readonly carried: Day | null
  /** When the vault was opened with a recovery code. */
  readonly used: Day | null
}

/** A recovery code of another vault that is sealed to this desk. */
export type HeldEscrow = {
  readonly escrow: Escrow
  readonly received: Day
  /** When its code was last shown here. */
  readonly opened: Day | null
}

/**
 * Escrowed recovery codes, sealed. All of it is under the vault's digest: `tampered` when it is not
 * as last recorded. Signatures were checked when they came.
 */
export type EscrowRepository = {
  /** Newest first. More than one only until the header is settled. */
  readonly own: () => OwnEscrow[]
  /** Higher than every number that this vault gave. */
  readonly nextSerial: () => number
  /** Before its slot is in the header. `conflict` for a number that is not the next one. */
  readonly keep: (entry: Pick<OwnEscrow, 'escrow' | 'slot' | 'desks'>) => void
  /**
   * Holds what is kept against the header: an escrow whose slot is there is in force, every other
   * is dropped. Writes nothing when that is so already.
   */
  readonly settle: (slots: ReadonlySet<string>) => void
  /** The first time alone. */
  readonly noteCarried: (serial: number) => void
  /** The vault was opened with its recovery code: one line, escrow or not. */
  readonly noteUsed: () => void
  /** By the vault that they open. */
  readonly held: () => HeldEscrow[]
  readonly find: (author: AuthorKey) => HeldEscrow | null
  /** Puts a newer one in the place of what was held for that vault. Returns whether it was newer. */
  readonly take: (escrow: Escrow) => boolean
  /** With a line and the reason, before anything is shown. `not-found`. */
  readonly noteOpened: (author: AuthorKey, reason: string) => void
  /**
   * Deletes what is held for a vault, which takes another one afterwards, whatever its number.
   * `not-found`; `conflict` where it has another number.
   */
  readonly drop: (author: AuthorKey, serial: number) => void
}
