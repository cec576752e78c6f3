import { canonicalJson } from '../../shared/canonical.ts'
import { Card } from '../../shared/contacts.ts'
import { Failure } from '../../shared/failure.ts'
import type { AuthorKey } from '../../shared/ids.ts'
import type { ContactEntry, ContactRepository, QuarantineEntry } from './contact-entries.ts'
import { contactRows, setAsideRows } from './contact-rows.ts'
import type { Context } from './context.ts'
import { hex } from './journal.ts'
import type { ContactAct } from './journal-acts.ts'
import { journalVault, verifyVault } from './vault-state.ts'

type CardRow = { readonly digest: string; readonly author: string; readonly card: string }

const cardHolds = (context: Context, { digest, author, card }: CardRow): boolean => {
  if (hex(context.digest.plain(Buffer.from(card))) !== digest) return false
  return Card.parse(JSON.parse(card)).author === author
}

/** The vault's digest covers a card's name, the name its text. */
const asCard = (context: Context, row: CardRow): Card => {
  if (!cardHolds(context, row)) throw new Failure('tampered')
  return Card.parse(JSON.parse(row.card))
}

const everyRow = 'SELECT digest, author, card FROM card ORDER BY digest'

/** Part of the verification of the vault. */
export const verifyCards = (context: Context): boolean =>
  context
    .sql<[], CardRow>(everyRow)
    .all()
    .every((row) => cardHolds(context, row))

const cardsOf = (context: Context, author: AuthorKey): Card[] =>
  context
    .sql<[string], CardRow>('SELECT digest, author, card FROM card WHERE author = ?')
    .all(author)
    .map((row) => asCard(context, row))

const addCards = (context: Context, cards: readonly Card[], act: ContactAct): number =>
  context.write((batch) => {
    verifyVault(context)
    const insert = context.sql<[string, string, string]>(
      'INSERT OR IGNORE INTO card (digest, author, card) VALUES (?, ?, ?)',
    )
    let added = 0
    for (const card of cards) {
      const text = canonicalJson(card)
      const digest = hex(context.digest.plain(Buffer.from(text)))
      added += insert.run(digest, card.author, text).changes
    }
    if (added > 0) journalVault(context, batch, act)
    return added
  })

const save = (context: Context, entry: ContactEntry, act: ContactAct): void =>
  context.write((batch) => {
    verifyVault(context)
    context
      .sql<unknown[]>(
        `INSERT OR REPLACE INTO contact (author, added, keys, verified, revoked, desk)
          VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(entry.author, entry.added, entry.keys, entry.verified, entry.revoked, entry.desk ? 1 : 0)
    journalVault(context, batch, act)
  })

const keepAside = (context: Context, entry: QuarantineEntry): void =>
  context.write((batch) => {
    verifyVault(context)
    context
      .sql<unknown[]>(
        'INSERT INTO quarantine (id, sender, day, bytes, digest) VALUES (?, ?, ?, ?, ?)',
      )
      .run(entry.id, entry.sender, entry.day, entry.bytes, entry.digest)
    journalVault(context, batch, 'quarantine.kept')
  })

const dropAside = (context: Context, id: string): void =>
  context.write((batch) => {
    verifyVault(context)
    const { changes } = context.sql<[string]>('DELETE FROM quarantine WHERE id = ?').run(id)
    if (changes === 0) throw new Failure('not-found')
    journalVault(context, batch, 'quarantine.ended')
  })

export const contactRepository = (context: Context): ContactRepository => {
  const held = <T>(work: () => T): T =>
    context.read(() => {
      verifyVault(context)
      return work()
    })
  return {
    list: () => held(() => contactRows(context)),
    find: (author) => held(() => contactRows(context).find((row) => row.author === author) ?? null),
    save: (entry, act) => save(context, entry, act),
    cards: (author) => held(() => cardsOf(context, author)),
    everyCard: () =>
      held(() =>
        context
          .sql<[], CardRow>(everyRow)
          .all()
          .map((row) => asCard(context, row)),
      ),
    addCards: (cards, act) => addCards(context, cards, act),
    setAside: () => held(() => setAsideRows(context)),
    keepAside: (entry) => keepAside(context, entry),
    dropAside: (id) => dropAside(context, id),
  }
}
