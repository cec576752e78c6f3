import { canonicalJson } from '../../shared/canonical.ts'
import { Escrow } from '../../shared/escrow.ts'
import { Failure } from '../../shared/failure.ts'
import type { AuthorKey, Day } from '../../shared/ids.ts'
import { lastLine } from './context.ts'
import type { Context } from './context.ts'
import { heldRows, ownRows } from './escrow-rows.ts'
import type { EscrowRepository, HeldEscrow, OwnEscrow } from './escrow-shelf.ts'
import { hex } from './journal.ts'
import { saveReason } from './audit-reasons.ts'
import { journalVault, vaultSubject, verifyVault } from './vault-state.ts'

type StoredEscrow = { readonly digest: string; readonly escrow: string }

const textHolds = (context: Context, { digest, escrow }: StoredEscrow): boolean =>
  hex(context.digest.plain(Buffer.from(escrow))) === digest

/** The vault's digest covers an escrow's name, the name its text. */
const asEscrow = (context: Context, stored: StoredEscrow | undefined): Escrow => {
  if (stored === undefined || !textHolds(context, stored)) throw new Failure('tampered')
  return Escrow.parse(JSON.parse(stored.escrow))
}

/** Part of the verification of the vault. */
export const verifyEscrows = (context: Context): boolean =>
  context
    .sql<[], StoredEscrow>(
      'SELECT digest, escrow FROM escrow UNION SELECT digest, escrow FROM escrow_held',
    )
    .all()
    .every((row) => textHolds(context, row))

const own = (context: Context): OwnEscrow[] =>
  ownRows(context).map(({ serial, slot, desks, inForce, carried, used }) => ({
    slot,
    desks,
    inForce,
    carried,
    used,
    escrow: asEscrow(
      context,
      context
        .sql<[number], StoredEscrow>('SELECT digest, escrow FROM escrow WHERE serial = ?')
        .get(serial),
    ),
  }))

const held = (context: Context): HeldEscrow[] =>
  heldRows(context).map(({ author, received, opened }) => ({
    received,
    opened,
    escrow: asEscrow(
      context,
      context
        .sql<[string], StoredEscrow>('SELECT digest, escrow FROM escrow_held WHERE author = ?')
        .get(author),
    ),
  }))

/** Room for more lines than any journal has, between the runs of a vault that was restored. */
const linesOfRun = 2 ** 32
const dayMs = 24 * 60 * 60 * 1000

/**
 * The number of the next line of the journal, which only grows; a vault that was put back to a backup
 * has fewer lines than it had, so the day on which that was done comes first.
 */
const nextSerial = (context: Context): number => {
  const row = context
    .sql<[], { day: Day | null }>(
      "SELECT max(day) AS day FROM journal WHERE kind = 'vault.restored'",
    )
    .get()
  const restored = row?.day ?? null
  const run = restored === null ? 0 : Math.floor(Date.parse(restored) / dayMs)
  return run * linesOfRun + lastLine(context).seq + 1
}

const keep = (
  context: Context,
  { escrow, slot, desks }: Parameters<EscrowRepository['keep']>[0],
): void =>
  context.write((batch) => {
    verifyVault(context)
    if (escrow.serial !== nextSerial(context)) throw new Failure('conflict')
    const text = canonicalJson(escrow)
    context
      .sql<unknown[]>(
        'INSERT INTO escrow (serial, slot, desks, digest, escrow, in_force) VALUES (?, ?, ?, ?, ?, 0)',
      )
      .run(
        escrow.serial,
        slot,
        canonicalJson(desks),
        hex(context.digest.plain(Buffer.from(text))),
        text,
      )
    journalVault(context, batch, 'escrow.made')
  })

const settle = (context: Context, slots: ReadonlySet<string>): void => {
  const rows = ownRows(context)
  const ended = rows.filter(({ slot }) => !slots.has(slot))
  const begun = rows.filter(({ slot, inForce }) => slots.has(slot) && !inForce)
  if (ended.length === 0 && begun.length === 0) return
  context.write((batch) => {
    verifyVault(context)
    for (const { serial } of ended) {
      context.sql<[number]>('DELETE FROM escrow WHERE serial = ?').run(serial)
    }
    for (const { serial } of begun) {
      context.sql<[number]>('UPDATE escrow SET in_force = 1 WHERE serial = ?').run(serial)
    }
    if (begun.length > 0) journalVault(context, batch, 'vault.recovery')
    if (ended.length > 0) journalVault(context, batch, 'escrow.ended')
  })
}

const noteCarried = (context: Context, serial: number): void =>
  context.write((batch) => {
    verifyVault(context)
    const { changes } = context
      .sql<[string, number]>('UPDATE escrow SET carried = ? WHERE serial = ? AND carried IS NULL')
      .run(batch.day, serial)
    if (changes > 0) journalVault(context, batch, 'escrow.carried')
  })

const noteUsed = (context: Context): void =>
  context.write((batch) => {
    verifyVault(context)
    context.sql<[string]>('UPDATE escrow SET used = ? WHERE in_force = 1').run(batch.day)
    journalVault(context, batch, 'vault.recovery')
  })

const take = (context: Context, escrow: Escrow): boolean =>
  context.write((batch) => {
    verifyVault(context)
    const known = heldRows(context).find(({ author }) => author === escrow.author)
    if (known !== undefined && known.serial >= escrow.serial) return false
    const text = canonicalJson(escrow)
    context
      .sql<unknown[]>(
        `INSERT OR REPLACE INTO escrow_held (author, serial, digest, escrow, received)
          VALUES (?, ?, ?, ?, ?)`,
      )
      .run(
        escrow.author,
        escrow.serial,
        hex(context.digest.plain(Buffer.from(text))),
        text,
        batch.day,
      )
    journalVault(context, batch, 'escrow.received')
    return true
  })

const noteOpened = (context: Context, author: AuthorKey, reason: string): void =>
  context.write((batch) => {
    verifyVault(context)
    const { changes } = context
      .sql<[string, string]>('UPDATE escrow_held SET opened = ? WHERE author = ?')
      .run(batch.day, author)
    if (changes === 0) throw new Failure('not-found')
    saveReason(context, vaultSubject, reason)
    journalVault(context, batch, 'escrow.opened')
  })

const drop = (context: Context, author: AuthorKey, serial: number): void =>
  context.write((batch) => {
    verifyVault(context)
    const known = heldRows(context).find((row) => row.author === author)
    if (known === undefined) throw new Failure('not-found')
    if (known.serial !== serial) throw new Failure('conflict')
    context.sql<[string]>('DELETE FROM escrow_held WHERE author = ?').run(author)
    journalVault(context, batch, 'escrow.deleted')
  })

export const escrowRepository = (context: Context): EscrowRepository => {
  const checked = <T>(work: () => T): T =>
    context.read(() => {
      verifyVault(context)
      return work()
    })
  return {
    own: () => checked(() => own(context)),
    nextSerial: () => context.read(() => nextSerial(context)),
    keep: (entry) => keep(context, entry),
    settle: (slots) => context.read(() => settle(context, slots)),
    noteCarried: (serial) => noteCarried(context, serial),
    noteUsed: () => noteUsed(context),
    held: () => checked(() => held(context)),
    find: (author) =>
      checked(() => held(context).find(({ escrow }) => escrow.author === author) ?? null),
    take: (escrow) => take(context, escrow),
    noteOpened: (author, reason) => noteOpened(context, author, reason),
    drop: (author, serial) => drop(context, author, serial),
  }
}
