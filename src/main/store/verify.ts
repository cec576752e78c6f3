import { Failure } from '../../shared/failure.ts'
import { provenanceLog } from './import-provenance.ts'
import { count } from './context.ts'
import type { Context } from './context.ts'
import { asFailure } from './database-error.ts'
import {
  all,
  checkIndex,
  checkJournal,
  checkPages,
  checkRecords,
  checkVault,
  faultList,
  lastDigests,
} from './verify-parts.ts'
import type {
  Known,
  Look,
  PartFound,
  PartProgress,
  Verification,
  VerificationFault,
  VerificationPart,
} from './verify-parts.ts'

type VerifyProgress = Generator<{ done: number; total: number }, Verification, void>

export type VerificationPlan = {
  readonly records: number
  readonly journalLines: number
  /** Those of the engine are the last two: single steps, the longest of all. */
  readonly parts: readonly VerificationPart[]
}

/** So many records are one part: some tenths of a second. */
const recordsOfPart = 500

/** Contiguous, and the last one is open: no record is in none of them. */
const recordParts = (context: Context): VerificationPart[] => {
  const ends: number[] = []
  let before = 0
  let found = 0
  for (const num of context.sql<[], number>('SELECT num FROM record ORDER BY num').pluck().all()) {
    if (num <= before) throw new Failure('damaged')
    before = num
    found++
    if (found % recordsOfPart === 0) ends.push(num)
  }
  return [...ends, all.upTo].map((upTo, at) => ({
    what: 'records',
    after: ends[at - 1] ?? all.after,
    upTo,
  }))
}

const orFailure = <T>(work: () => T): T => {
  try {
    return work()
  } catch (cause) {
    throw asFailure(cause)
  }
}

const counts = (context: Context) => ({
  records: count(context, 'FROM record'),
  journalLines: count(context, 'FROM journal'),
})

/**
 * Checks a store in parts.
 *
 * @param look the checks that the store cannot do: signatures.
 */
export const createVerifier = (context: Context, look: Look) => {
  let known: Known | null = null
  const work = function* (part: VerificationPart): PartProgress {
    switch (part.what) {
      case 'journal':
        return yield* checkJournal(context)
      case 'vault':
        return yield* checkVault(context)
      case 'pages':
      case 'index': {
        const found = part.what === 'pages' ? checkPages(context) : checkIndex(context)
        yield 1
        return found
      }
      case 'records':
        known ??= { digests: yield* lastDigests(context), arrivals: provenanceLog(context) }
        return yield* checkRecords(context, part, known, look)
    }
  }
  return {
    /** Reads the number of each record. @throws Failure as {@link verify}. */
    plan: (): VerificationPlan =>
      orFailure(() => ({
        ...counts(context),
        parts: [
          { what: 'journal' },
          ...recordParts(context),
          { what: 'vault' },
          { what: 'pages' },
          { what: 'index' },
        ],
      })),
    /** Yields between slices of a few milliseconds, in parts of the engine never. @throws the same. */
    check: function* (part: VerificationPart): PartProgress {
      try {
        return yield* work(part)
      } catch (cause) {
        if (cause instanceof SyntaxError || cause instanceof TypeError) throw new Failure('damaged')
        throw asFailure(cause)
      }
    },
  }
}

export type Verifier = ReturnType<typeof createVerifier>

/**
 * Checks one record again, because it changed during a verification that found a fault in it. Unlike
 * a verification, it takes the last line about the record from the index of the journal.
 *
 * @throws Failure as {@link verify}.
 */
export const verifyAgain = function* (context: Context, subject: string, look: Look): PartProgress {
  const ofSubject = 'FROM journal WHERE subject = ? ORDER BY seq DESC LIMIT 1'
  const [row, line] = orFailure(() => [
    context.sql<[string], { num: number }>('SELECT num FROM record WHERE id = ?').get(subject),
    context
      .sql<[string], { digest: string; kind: string }>(
        `SELECT hex(digest) AS digest, kind ${ofSubject}`,
      )
      .get(subject),
  ])
  if (row === undefined) {
    const isGone = line?.kind === 'record.purged'
    const missing = { subject, what: 'digest' } as const
    return { faults: isGone ? [] : [missing], searchIndexHolds: true }
  }
  const known = {
    digests: new Map([[subject, line?.digest ?? '']]),
    arrivals: orFailure(() => provenanceLog(context)),
  }
  return yield* checkRecords(context, { after: row.num - 1, upTo: row.num }, known, look)
}

/** The faults of several parts, each once. */
export const mergeFaults = (
  found: readonly (readonly VerificationFault[])[],
): VerificationFault[] => {
  const { faults, add } = faultList()
  for (const { subject, what } of found.flat()) add(subject, what)
  return faults
}

/** The parts for one connection. */
const inTurn: readonly VerificationPart[] = [
  { what: 'journal' },
  { what: 'records', ...all },
  { what: 'vault' },
  { what: 'pages' },
  { what: 'index' },
]

/**
 * Recomputes all digests and compares them with the journal, the journal with itself, the columns
 * with the contents, the revisions with their ids, the index with the text. Yields between slices
 * of a few milliseconds; only the last two steps, done by the engine, take longer.
 *
 * @param look the checks that the store cannot do: signatures.
 * @throws Failure `damaged` or `storage` when a page cannot be read at all.
 */
export const verify = function* (context: Context, look: Look = () => []): VerifyProgress {
  const verifier = createVerifier(context, look)
  const { records, journalLines } = orFailure(() => counts(context))
  const total = records + journalLines + 2
  let done = 0
  const found: PartFound[] = []
  for (const part of inTurn) {
    const checked = verifier.check(part)
    let step = checked.next()
    for (; step.done !== true; step = checked.next()) {
      done += step.value
      yield { done, total }
    }
    found.push(step.value)
    yield { done, total }
  }
  return {
    records,
    journalLines,
    searchIndexHolds: found.every(({ searchIndexHolds: holds }) => holds),
    faults: mergeFaults(found.map(({ faults }) => faults)),
  }
}
