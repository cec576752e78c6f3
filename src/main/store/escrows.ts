import { canonicalJson } from '../../shared/canonical.ts'
import { Escrow } from '../../shared/escrow.ts'
import { Failure } from '../../shared/failure.ts'
import type { AuthorKey, Day } from '../../shared/ids.ts'
import { saveReason } from './audit-reasons.ts'
import { lastLine, textDigest } from './context.ts'
import type { Context } from './context.ts'
import { journalVault, readVault, vaultSubject, verifiedBatch, writeVault } from './vault-digest.ts'
import { heldEscrowRows, ownEscrowRows } from './vault-rows.ts'
import { noteRecovery } from './vault-state.ts'

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

type StoredEscrow = { readonly digest: string; readonly escrow: string }

const textHolds = (context: Context, { digest, escrow }: StoredEscrow): boolean =>
  textDigest(context, escrow) === digest

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

const ownEscrows = (context: Context): OwnEscrow[] =>
  ownEscrowRows(context).map(({ serial, slot, desks, inForce, carried, used }) => ({
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

const heldEscrows = (context: Context): HeldEscrow[] =>
  heldEscrowRows(context).map(({ author, received, opened }) => ({
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

/**
 * Compares the stored escrows with the header: one with an existing slot is in force, every other is
 * deleted.
 *
 * @param change 'none' writes nothing when nothing changes; a changed credential always writes a line
 *   `vault.access`. After 'recovery', the user has proved a copy of the new code, or a desk holds it.
 */
const settleEscrows = (
  context: Context,
  slots: ReadonlySet<string>,
  change: 'none' | 'credential' | 'recovery',
): void =>
  context.read(() => {
    const rows = ownEscrowRows(context)
    const ended = rows.filter(({ slot }) => !slots.has(slot))
    const begun = rows.filter(({ slot, inForce }) => slots.has(slot) && !inForce)
    const isAccess = change !== 'none' || begun.length > 0
    if (!isAccess && ended.length === 0) return
    context.write((unverified) => {
      const batch = verifiedBatch(context, unverified)
      for (const { serial } of ended) {
        context.sql<[number]>('DELETE FROM escrow WHERE serial = ?').run(serial)
      }
      for (const { serial } of begun) {
        context.sql<[number]>('UPDATE escrow SET in_force = 1 WHERE serial = ?').run(serial)
      }
      if (change !== 'none') {
        noteRecovery(context, change === 'recovery' ? 'confirmed' : 'kept')
      }
      if (isAccess) journalVault(context, batch, 'vault.access')
      if (ended.length > 0) journalVault(context, batch, 'escrow.ended')
    })
  })

/**
 * Sealed recovery codes in escrow. All are covered by the vault's digest: `tampered` on a mismatch.
 * Signatures were checked on arrival.
 */
export const escrowRepository = (context: Context) => ({
  /** Newest first. More than one only until the header is settled. */
  own: (): OwnEscrow[] => readVault(context, () => ownEscrows(context)),
  /** Higher than every number that this vault has used. */
  nextSerial: (): number => context.read(() => nextSerial(context)),
  /** Call before its slot is in the header. @throws Failure `conflict` for another number than the next. */
  keep: ({ escrow, slot, desks }: Pick<OwnEscrow, 'escrow' | 'slot' | 'desks'>): void =>
    writeVault(context, 'escrow.made', () => {
      if (escrow.serial !== nextSerial(context)) throw new Failure('conflict')
      const text = canonicalJson(escrow)
      context
        .sql<unknown[]>(
          'INSERT INTO escrow (serial, slot, desks, digest, escrow, in_force) VALUES (?, ?, ?, ?, ?, 0)',
        )
        .run(escrow.serial, slot, canonicalJson(desks), textDigest(context, text), text)
    }),
  /**
   * Compares the stored escrows with the header: one with an existing slot is in force, every other
   * is deleted. Writes nothing when nothing changes.
   */
  settle: (slots: ReadonlySet<string>): void => settleEscrows(context, slots, 'none'),
  /**
   * A credential of the vault was changed: settles the escrows, under one line of the same kind and
   * size, whichever credential it was.
   */
  noteAccess: (slots: ReadonlySet<string>, changed: 'credential' | 'recovery'): void =>
    settleEscrows(context, slots, changed),
  /** Records only the first time. */
  noteCarried: (serial: number): void =>
    context.write((unverified) => {
      const batch = verifiedBatch(context, unverified)
      const { changes } = context
        .sql<[string, number]>('UPDATE escrow SET carried = ? WHERE serial = ? AND carried IS NULL')
        .run(batch.day, serial)
      if (changes > 0) journalVault(context, batch, 'escrow.carried')
    }),
  /**
   * The vault was opened with its recovery code, and got another passphrase: one line, as after every
   * change, with or without escrow.
   */
  noteUsed: (): void =>
    writeVault(context, 'vault.access', ({ day }) => {
      context.sql<[string]>('UPDATE escrow SET used = ? WHERE in_force = 1').run(day)
      noteRecovery(context, 'confirmed')
    }),
  /** Ordered by the vault that they open. */
  held: (): HeldEscrow[] => readVault(context, () => heldEscrows(context)),
  find: (author: AuthorKey): HeldEscrow | null =>
    readVault(
      context,
      () => heldEscrows(context).find(({ escrow }) => escrow.author === author) ?? null,
    ),
  /** Replaces the stored one for that vault if the new one is newer. Returns whether it was. */
  take: (escrow: Escrow): boolean =>
    context.write((unverified) => {
      const batch = verifiedBatch(context, unverified)
      const known = heldEscrowRows(context).find(({ author }) => author === escrow.author)
      if (known !== undefined && known.serial >= escrow.serial) return false
      const text = canonicalJson(escrow)
      context
        .sql<unknown[]>(
          `INSERT OR REPLACE INTO escrow_held (author, serial, digest, escrow, received)
            VALUES (?, ?, ?, ?, ?)`,
        )
        .run(escrow.author, escrow.serial, textDigest(context, text), text, batch.day)
      journalVault(context, batch, 'escrow.received')
      return true
    }),
  /** Writes a line with the reason before the code is shown. @throws Failure `not-found`. */
  noteOpened: (author: AuthorKey, reason: string): void =>
    writeVault(context, 'escrow.opened', ({ day }) => {
      const { changes } = context
        .sql<[string, string]>('UPDATE escrow_held SET opened = ? WHERE author = ?')
        .run(day, author)
      if (changes === 0) throw new Failure('not-found')
      saveReason(context, vaultSubject, reason)
    }),
  /**
   * Deletes the stored one for a vault; any number is accepted for that vault afterwards.
   *
   * @throws Failure `not-found`; `conflict` where it has another number.
   */
  drop: (author: AuthorKey, serial: number): void =>
    writeVault(context, 'escrow.deleted', () => {
      const known = heldEscrowRows(context).find((row) => row.author === author)
      if (known === undefined) throw new Failure('not-found')
      if (known.serial !== serial) throw new Failure('conflict')
      context.sql<[string]>('DELETE FROM escrow_held WHERE author = ?').run(author)
    }),
})
