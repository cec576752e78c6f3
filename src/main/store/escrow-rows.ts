import type { Canonical } from '../../shared/canonical.ts'
import type { AuthorKey, Day } from '../../shared/ids.ts'
import type { Context } from './context.ts'

/** The fields of an escrow's row, named by its digest. */
export type OwnRow = {
  readonly serial: number
  readonly slot: string
  readonly desks: readonly string[]
  readonly digest: string
  readonly inForce: boolean
  readonly carried: Day | null
  readonly used: Day | null
}

type HeldRow = {
  readonly author: AuthorKey
  readonly serial: number
  readonly digest: string
  readonly received: Day
  readonly opened: Day | null
}

type OwnColumns = Omit<OwnRow, 'desks' | 'inForce'> & {
  readonly desks: string
  readonly in_force: 0 | 1
}

export const ownRows = (context: Context): OwnRow[] =>
  context
    .sql<[], OwnColumns>(
      `SELECT serial, slot, desks, digest, in_force, carried, used FROM escrow
        ORDER BY serial DESC`,
    )
    .all()
    .map(({ desks, in_force, ...row }) => ({
      ...row,
      desks: JSON.parse(desks) as string[],
      inForce: in_force === 1,
    }))

export const heldRows = (context: Context): HeldRow[] =>
  context
    .sql<[], HeldRow>(
      'SELECT author, serial, digest, received, opened FROM escrow_held ORDER BY author',
    )
    .all()

/**
 * Their part of the vault's digest: docs/FORMAT-RECORDS.md, "The digest of the vault". Each key only
 * where there is something, so that a vault without any has the digest that it had.
 */
export const escrowParts = (context: Context): { readonly [key: string]: Canonical } => {
  const parts = { escrows: ownRows(context), escrowsHeld: heldRows(context) }
  return Object.fromEntries(Object.entries(parts).filter(([, rows]) => rows.length > 0))
}
