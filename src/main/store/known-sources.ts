import { Failure } from '../../shared/failure.ts'
import type { RevisionId, SourceId } from '../../shared/ids.ts'
import type { SourceContent } from '../../shared/records.ts'
import { hex, lastLine, lastOf, noHash, sameBytes } from './context.ts'
import type { Context, StoredLine, Tail } from './context.ts'
import { findRow, verified } from './record-state.ts'
import type { RecordRow } from './record-state.ts'
import { sealBytesOf } from './seals.ts'
import { sourceContent } from './record-content.ts'

type ConsentDates = Omit<SourceContent['consents'][number], 'note'>

/** What lists, counts and links need of a source, without its longer texts. */
export type KnownSource = Pick<
  SourceContent,
  'kind' | 'checkInDue' | 'doNotContact' | 'sameOrigin'
> & {
  readonly id: SourceId
  readonly rev: number
  /** The order of creation. */
  readonly num: number
  /** Code name of a protected source, else its name. */
  readonly name: string
  readonly consents: readonly ConsentDates[]
  /** Which phrases its joint pool is for; null if it has none. */
  readonly jointPoolAs: string | null
  /** All heads if there are several; else empty. */
  readonly heads: readonly RevisionId[]
  readonly hasSeal: boolean
  /** Whether it is withheld here, by the journal's last line about that. */
  readonly isHeldBack: boolean
}

type VerifiedSource = {
  readonly source: KnownSource
  /** Of the journal's line that the source matched. The digest covers all of it but `isHeldBack`. */
  readonly digest: Uint8Array
}

/** How many sources, or lines of the journal, are read in one step. */
const slice = 100

const heldBack = 'source.held-back'
const letGo = 'source.let-go'

const isHeldBack = (context: Context, id: string): boolean =>
  context
    .sql<[string, string, string], string>(
      `SELECT kind FROM journal WHERE subject = ? AND kind IN (?, ?) ORDER BY seq DESC LIMIT 1`,
    )
    .pluck()
    .get(id, heldBack, letGo) === heldBack

const withoutNote = ({ use, audience, given, withdrawn }: ConsentDates): ConsentDates => ({
  ...{ use, audience, given, withdrawn },
})

/** @throws Failure `tampered`. */
const readSource = (context: Context, found: RecordRow): VerifiedSource => {
  const { row, heads } = verified(context, found)
  const content = sourceContent(row.content)
  const { kind, codeName, name, checkInDue, doNotContact, sameOrigin, consents, jointPool } =
    content
  return {
    digest: lastOf(context, row.id).digest,
    source: {
      ...{ kind, checkInDue, doNotContact, sameOrigin, num: row.num, rev: row.rev },
      id: row.id as string as SourceId,
      name: kind === 'protected' ? codeName : name,
      consents: consents.map(withoutNote),
      jointPoolAs: jointPool?.as ?? null,
      heads: heads.length > 1 ? heads : [],
      hasSeal: row.head !== null && sealBytesOf(context, row.head) > 0,
      isHeldBack: isHeldBack(context, row.id),
    },
  }
}

type ReadSources = {
  readonly of: Map<SourceId, KnownSource>
  readonly digests: Map<SourceId, Uint8Array>
  /** Sources up to this number are read; null: all are. */
  readUpTo: number | null
  /** The journal's last line that it includes: a change since then has a later line. */
  at: Tail
  /** The last line when something was last read: if it is undone, so is what was read. */
  seen: Tail
}

type SourceLine = Pick<StoredLine, 'seq' | 'hash' | 'kind'> & { readonly subject: SourceId }

const put = (state: ReadSources, { source, digest }: VerifiedSource): void => {
  state.of.set(source.id, source)
  state.digests.set(source.id, digest)
}

const readNext = (context: Context, state: ReadSources, from: number): void => {
  const rows = context
    .sql<[number, number], RecordRow>(
      `SELECT * FROM record WHERE kind = 'source' AND removed = 0 AND num > ? ORDER BY num LIMIT ?`,
    )
    .all(from, slice)
  let last = from
  for (const row of rows) {
    // An old page among newer ones can make a tree whose rows do not ascend.
    if (row.num <= last) throw new Failure('damaged')
    last = row.num
    put(state, readSource(context, row))
  }
  state.readUpTo = rows.length < slice ? null : last
}

/** Reads the source of a line again, unless it is as before. */
const correct = (context: Context, state: ReadSources, { subject, kind }: SourceLine): void => {
  const before = state.digests.get(subject)
  const isSame = before !== undefined && sameBytes(before, lastOf(context, subject).digest)
  if (isSame && kind !== heldBack && kind !== letGo) return
  const row = findRow(context, subject)
  if (row === undefined || row.removed === 1) {
    state.of.delete(subject)
    state.digests.delete(subject)
  } else put(state, readSource(context, row))
}

/** @returns whether there may be more. */
const correctNext = (context: Context, state: ReadSources): boolean => {
  const tail = lastLine(context)
  if (tail.seq === state.at.seq) return false
  const lines = context
    .sql<[number, number], SourceLine>(
      `SELECT seq, hash, kind, subject FROM journal
        WHERE seq > ? AND subject_kind = 'source' ORDER BY seq LIMIT ?`,
    )
    .all(state.at.seq, slice)
  for (const line of lines) correct(context, state, line)
  const last = lines.at(-1)
  const isMore = last !== undefined && lines.length === slice
  state.at = isMore ? { seq: last.seq, hash: last.hash } : tail
  return isMore
}

/** Is the line still in the journal? A transaction that was undone took its lines back. */
const isThere = (context: Context, { seq, hash }: Tail): boolean => {
  const found = context
    .sql<[number], Uint8Array>('SELECT hash FROM journal WHERE seq = ?')
    .pluck()
    .get(seq)
  return hex(found ?? noHash()) === hex(hash)
}

/**
 * All sources as last read and verified, corrected by the new lines of the journal: most requests
 * come after a change of one record, and a contact may have sent ten thousand sources.
 */
export const knownSources = (context: Context) => {
  let state: ReadSources | null = null

  const current = (): ReadSources => {
    const tail = lastLine(context)
    if (state === null || !isThere(context, state.seen)) {
      state = { of: new Map(), digests: new Map(), readUpTo: 0, at: tail, seen: tail }
    }
    return state
  }

  /** @returns whether there may be more to read. */
  const step = (): boolean =>
    context.read(() => {
      const now = current()
      now.seen = lastLine(context)
      if (now.readUpTo === null) return correctNext(context, now)
      readNext(context, now, now.readUpTo)
      return true
    })

  return {
    /**
     * All sources that are not deleted, by id, as they are now; the map changes with the next call.
     * Reads in one step what `readKnown` has not read.
     *
     * @throws Failure `tampered`, `damaged`.
     */
    known: (): ReadonlyMap<SourceId, KnownSource> => {
      let isMore = true
      while (isMore) isMore = step()
      return context.read(() => current().of)
    },
    /** Reads what is new for `known`; yields between slices. @throws Failure `tampered`, `damaged`. */
    readKnown: function* (): Generator<undefined, void, void> {
      while (step()) yield
    },
  }
}
