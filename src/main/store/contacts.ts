import { canonicalJson } from '../../shared/canonical.ts'
import { Card } from '../../shared/contacts.ts'
import { Failure } from '../../shared/failure.ts'
import type { AuthorKey } from '../../shared/ids.ts'
import type { journalKind } from '../../shared/vocabularies.ts'
import type { Context } from './context.ts'
import { textDigest } from './context.ts'
import { journalVault, readVault, verifiedBatch, writeVault } from './vault-digest.ts'
import { contactRows, quarantineRows } from './vault-rows.ts'
import type { ContactEntry, QuarantineEntry } from './vault-rows.ts'

type ContactAction = Extract<(typeof journalKind)[number], `card.${string}` | `contact.${string}`>

type CardRow = { readonly digest: string; readonly author: string; readonly card: string }

const cardHolds = (context: Context, { digest, author, card }: CardRow): boolean => {
  if (textDigest(context, card) !== digest) return false
  return Card.parse(JSON.parse(card)).author === author
}

/** The vault's digest covers a card's name, the name its text. */
const asCard = (context: Context, row: CardRow): Card => {
  if (!cardHolds(context, row)) throw new Failure('tampered')
  return Card.parse(JSON.parse(row.card))
}

const allCards = (context: Context): CardRow[] =>
  context.sql<[], CardRow>('SELECT digest, author, card FROM card ORDER BY digest').all()

/** Part of the verification of the vault. */
export const verifyCards = (context: Context): boolean =>
  allCards(context).every((row) => cardHolds(context, row))

/**
 * Cards as last read, by their digest: a contact may have sent thousands of its own. Their text is
 * fixed by the digest, and no card is deleted.
 */
const knownCards = (context: Context) => {
  const known = new Map<string, Card>()

  const named = (digest: string): Card => {
    const before = known.get(digest)
    if (before !== undefined) return before
    const row = context
      .sql<[string], CardRow>('SELECT digest, author, card FROM card WHERE digest = ?')
      .get(digest)
    if (row === undefined) throw new Failure('tampered')
    const card = asCard(context, row)
    known.set(digest, card)
    return card
  }

  const digests = (): string[] =>
    context.sql<[], string>('SELECT digest FROM card ORDER BY digest').pluck().all()

  return {
    /** Cards of one author, in no particular order. Signatures were checked on arrival. */
    cards: (author: AuthorKey): Card[] =>
      readVault(context, () =>
        context
          .sql<[string], string>('SELECT digest FROM card WHERE author = ?')
          .pluck()
          .all(author)
          .map(named),
      ),
    everyCard: (): Card[] => readVault(context, () => digests().map(named)),
    /** Reads ahead for `everyCard`; yields after each card. */
    readCards: function* (): Generator<undefined, void, void> {
      for (const digest of context.read(digests)) {
        if (known.has(digest)) continue
        context.read(() => named(digest))
        yield
      }
    },
  }
}

/**
 * Contacts, every card that ever arrived, and quarantined files. All are covered by the vault's
 * digest: `tampered` on a mismatch. The journal names the act and the day, not the contact, because
 * its lines are never deleted.
 */
export const contactRepository = (context: Context) => ({
  list: (): ContactEntry[] => readVault(context, () => contactRows(context)),
  find: (author: AuthorKey): ContactEntry | null =>
    readVault(context, () => contactRows(context).find((row) => row.author === author) ?? null),
  /** Adds or replaces one, with a vault line in the journal. */
  save: (entry: ContactEntry, act: ContactAction): void =>
    writeVault(context, act, () => {
      context
        .sql<unknown[]>(
          `INSERT OR REPLACE INTO contact (author, added, keys, verified, revoked, desk)
            VALUES (?, ?, ?, ?, ?, ?)`,
        )
        .run(
          entry.author,
          entry.added,
          entry.keys,
          entry.verified,
          entry.revoked,
          entry.desk ? 1 : 0,
        )
    }),
  ...knownCards(context),
  /** Adds the unknown ones, with a journal line if there are any. Returns how many. */
  addCards: (cards: readonly Card[], act: ContactAction): number =>
    context.write((unverified) => {
      const batch = verifiedBatch(context, unverified)
      const insert = context.sql<[string, string, string]>(
        'INSERT OR IGNORE INTO card (digest, author, card) VALUES (?, ?, ?)',
      )
      let added = 0
      for (const card of cards) {
        const text = canonicalJson(card)
        const digest = textDigest(context, text)
        added += insert.run(digest, card.author, text).changes
      }
      if (added > 0) journalVault(context, batch, act)
      return added
    }),
  /** Newest first. */
  setAside: (): QuarantineEntry[] => readVault(context, () => quarantineRows(context)),
  /** The key of a quarantined file; the caller wipes it. Null: the file is as received. */
  asideKey: (id: string): Uint8Array | null =>
    context.read(() => {
      const key = context
        .sql<[string], Uint8Array | null>('SELECT key FROM quarantine WHERE id = ?')
        .pluck()
        .get(id)
      if (key === undefined) throw new Failure('not-found')
      return key
    }),
  /** The file and its name must already be durable on the disk. The caller wipes the key. */
  keepAside: (entry: QuarantineEntry & { readonly key: Uint8Array }): void =>
    writeVault(context, 'quarantine.kept', () => {
      const key = Buffer.from(entry.key)
      try {
        context
          .sql<unknown[]>(
            'INSERT INTO quarantine (id, sender, day, bytes, digest, key) VALUES (?, ?, ?, ?, ?, ?)',
          )
          .run(entry.id, entry.sender, entry.day, entry.bytes, entry.digest, key)
      } finally {
        key.fill(0)
      }
    }),
  /** The caller removes the file. @throws Failure `not-found`. */
  dropAside: (id: string): void =>
    writeVault(context, 'quarantine.ended', () => {
      const { changes } = context.sql<[string]>('DELETE FROM quarantine WHERE id = ?').run(id)
      if (changes === 0) throw new Failure('not-found')
    }),
})
