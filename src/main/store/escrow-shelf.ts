import type { Escrow } from '../../shared/escrow.ts'
import type { AuthorKey, Day } from '../../shared/ids.ts'

/** A recovery code of this vault, sealed to its desk. */
export type OwnEscrow = {
  readonly escrow: Escrow
  /** The name (`slotName`) of the header slot that the code opens. */
  readonly slot: string
  /** Digests of the identity keys that it is sealed to. */
  readonly desks: readonly string[]
  /** Does the header have that slot? Before that, the code opens nothing. */
  readonly inForce: boolean
  /** The day on which a file to the desk first carried it. */
  readonly carried: Day | null
  /** The day on which a recovery code opened the vault. */
  readonly used: Day | null
}

/** A recovery code of another vault, sealed to this desk. */
export type HeldEscrow = {
  readonly escrow: Escrow
  readonly received: Day
  /** The day on which its code was last shown here. */
  readonly opened: Day | null
}

/**
 * Sealed recovery codes in escrow. All are covered by the vault's digest: `tampered` on a mismatch.
 * Signatures were checked on arrival.
 */
export type EscrowRepository = {
  /** Newest first. More than one only until the header is settled. */
  readonly own: () => OwnEscrow[]
  /** Higher than every number that this vault has used. */
  readonly nextSerial: () => number
  /** Call before its slot is in the header. `conflict` for a number that is not the next one. */
  readonly keep: (entry: Pick<OwnEscrow, 'escrow' | 'slot' | 'desks'>) => void
  /**
   * Compares the stored escrows with the header: one with an existing slot is in force, every other
   * is deleted. Writes nothing when nothing changes.
   */
  readonly settle: (slots: ReadonlySet<string>) => void
  /** Records only the first time. */
  readonly noteCarried: (serial: number) => void
  /** The vault was opened with its recovery code: one line, with or without escrow. */
  readonly noteUsed: () => void
  /** Ordered by the vault that they open. */
  readonly held: () => HeldEscrow[]
  readonly find: (author: AuthorKey) => HeldEscrow | null
  /** Replaces the stored one for that vault if the new one is newer. Returns whether it was. */
  readonly take: (escrow: Escrow) => boolean
  /** Writes a line with the reason before the code is shown. `not-found`. */
  readonly noteOpened: (author: AuthorKey, reason: string) => void
  /**
   * Deletes the stored one for a vault; any number is accepted for that vault afterwards.
   * `not-found`; `conflict` where it has another number.
   */
  readonly drop: (author: AuthorKey, serial: number) => void
}
