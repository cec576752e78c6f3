import type { Notice } from '../../../shared/custody.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import type { SentAdvisory } from '../../store/notices.ts'
import { linesOf } from '../session/journal-lines.ts'
import { exportsWith } from './export-history.ts'
import type { Session } from '../session/session.ts'
import { otherHolders } from './other-holders.ts'
import { readersOf, shortName } from './readers.ts'
import type { Reader, Readers } from './readers.ts'
import { createIsAuthorised, readAdvisoryAuthors } from './valid-advisories.ts'
import { runAtOnce } from '../../../shared/steps.ts'

/**
 * Each advisory goes into three files to a reader. A file may be lost without notice, so one is not
 * enough; more would not be read either, and each advisory makes every file bigger.
 */
const filesToEach = 3

type AdvisoryVault = Pick<Session, 'store' | 'age' | 'author'>

/**
 * Index of the readers that received each record and each advisory, from the journal and the list
 * of exports.
 */
const whoHas = (session: AdvisoryVault) => {
  const { store } = session
  const readers = readersOf(session)
  const carriedIn = exportsWith(store)
  const carried = new Map<RecordId, Readers[]>()
  const others = otherHolders(session)
  const byPair = new Map<string, Readers>(
    store.exchange.exports().map(({ pair, to }) => [pair, readers(to)]),
  )
  const had = function* ({ subject, author }: Notice): Generator<undefined, Readers[], void> {
    const { who, isOpen } = yield* others(subject)
    const past = carried.get(subject) ?? carriedIn(subject).map(({ to }) => readers(to))
    carried.set(subject, past)
    // After a permanent deletion the sender of the imported file is no longer known.
    const isForgotten =
      author === session.author &&
      store.records.wasPurged(subject) &&
      linesOf(store, subject, 'record.imported').next().done !== true
    const elsewhere: Readers = { who, isOpen: isOpen || isForgotten, nobodys: new Set() }
    return [...past, ...(who.size > 0 || elsewhere.isOpen ? [elsewhere] : [])]
  }
  return {
    readers,
    had,
    /** Number of files that brought the advisory to the reader. */
    told: ({ sent }: SentAdvisory, reader: Reader): number =>
      [...sent].reduce(
        (files, [pair, more]) =>
          byPair.get(pair)?.who.has(reader) === true ? files + more : files,
        0,
      ),
  }
}

/**
 * The advisories that a file to these recipients carries in addition to its records: those about
 * records that a recipient may have received, until three files to that recipient carried them, and
 * withdrawals for records in this file. Advisories of every authorised author are included, not
 * only ours.
 * A key that no card names may belong to any person, and so may a passphrase. A file to one carries
 * the advisories about everything that was ever exported; the readers of a past file to one may be
 * any of the recipients. Yields after each advisory, and between the chains of its record.
 *
 * @param goesNow records in the file, and sources whose statements are in it.
 * @throws Failure 'tampered', 'damaged'.
 */
export const pendingAdvisories = function* (
  session: AdvisoryVault,
  recipients: readonly string[],
  goesNow: ReadonlySet<string>,
): Generator<undefined, SentAdvisory[], void> {
  const { store } = session
  const { readers, had, told } = whoHas(session)
  const to = readers(recipients.map(shortName))
  const isAuthorised = createIsAuthorised(store)
  // One kept after its record was permanently deleted was authorised at the deletion.
  const isHeard = ({ notice }: SentAdvisory): boolean =>
    store.records.wasPurged(notice.subject) || isAuthorised(notice)
  const mayHaveHad = (one: Readers, reader: Reader): boolean => one.isOpen || one.who.has(reader)
  const isPending = function* (stored: SentAdvisory): Generator<undefined, boolean, void> {
    const { notice } = stored
    // For a key that no card names, one file is enough: the key belongs to no known contact, and no
    // further file may go to it.
    const enough = (reader: Reader): number => (to.nobodys.has(reader) ? 1 : filesToEach)
    const untold = [...to.who].filter(
      (reader) => reader !== notice.author && told(stored, reader) < enough(reader),
    )
    // A file to a passphrase has no known reader, so the advisories can't count as delivered.
    if (untold.length === 0 && to.who.size > 0) return false
    const past = yield* had(notice)
    const isOwed =
      (notice.kind === 'withdrawal' && goesNow.has(notice.subject)) ||
      (to.isOpen
        ? past.length > 0
        : past.some((one) => untold.some((reader) => mayHaveHad(one, reader))))
    return isOwed
  }
  // No withdrawal may be missing from what follows: an export reads all of them in any case.
  yield* store.notices.check()
  const owed: SentAdvisory[] = []
  for (const stored of store.notices.every()) {
    yield
    if (yield* isPending(stored)) owed.push(stored)
  }
  // A sender may send many advisories about records that are not here, and name those in others.
  yield* readAdvisoryAuthors(store, new Set(owed.map(({ notice }) => notice.subject)))
  const heard: SentAdvisory[] = []
  for (const stored of owed) {
    yield
    if (isHeard(stored)) heard.push(stored)
    // Advisories beyond the limit stay pending and go into the next file.
    if (heard.length === limits.notices) break
  }
  return heard
}

/**
 * Deletes an advisory about a permanently deleted record once three files carried it to every
 * reader that had the record. If a file with the record was open to unknown readers, delivery can't
 * be determined, and the advisory stays.
 *
 * @throws Failure 'read-only', 'storage', 'tampered'.
 */
export const pruneDelivered = (session: AdvisoryVault): void => {
  const { store, author } = session
  const outlived = store.notices.outliving()
  if (outlived.length === 0) return
  const { had, told } = whoHas(session)
  const done = outlived.filter((stored) =>
    runAtOnce(had(stored.notice)).every(
      ({ who, isOpen }) =>
        !isOpen &&
        [...who].every(
          (reader) =>
            reader === author ||
            reader === stored.notice.author ||
            told(stored, reader) >= filesToEach,
        ),
    ),
  )
  if (done.length > 0) store.notices.end(done.map(({ id }) => id))
}
