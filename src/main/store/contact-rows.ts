import type { Canonical } from '../../shared/canonical.ts'
import type { AuthorKey } from '../../shared/ids.ts'
import type { ContactEntry, QuarantineEntry } from './contact-entries.ts'
import type { Context } from './context.ts'

type ContactRow = Omit<ContactEntry, 'desk'> & { readonly desk: 0 | 1 }

export const contactRows = (context: Context): ContactEntry[] =>
  context
    .sql<[], ContactRow>(
      'SELECT author, added, keys, verified, revoked, desk FROM contact ORDER BY author',
    )
    .all()
    .map(({ desk, ...row }) => ({ ...row, desk: desk === 1 }))

export const setAsideRows = (context: Context): QuarantineEntry[] =>
  context
    .sql<[], QuarantineEntry>(
      'SELECT id, sender, day, bytes, digest FROM quarantine ORDER BY num DESC',
    )
    .all()

export const cardNames = (context: Context): { author: AuthorKey; digest: string }[] =>
  context
    .sql<[], { author: AuthorKey; digest: string }>(
      'SELECT author, digest FROM card ORDER BY digest',
    )
    .all()

/**
 * Their part of the vault's digest: docs/FORMAT-RECORDS.md, "The digest of the vault". Each key only
 * where there is something, so that a vault from before them has the digest that it had.
 */
export const contactParts = (context: Context): { readonly [key: string]: Canonical } => {
  const parts = {
    cards: cardNames(context),
    contacts: contactRows(context),
    quarantine: setAsideRows(context),
  }
  return Object.fromEntries(Object.entries(parts).filter(([, rows]) => rows.length > 0))
}
