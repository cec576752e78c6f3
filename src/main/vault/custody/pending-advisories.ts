import type { Notice } from '../../../shared/custody.ts'
import { limits } from '../../../shared/limits.ts'
import type { SentAdvisory } from '../../store/notices.ts'
import { linesOf } from '../session/journal-lines.ts'
import { exportsWith } from './export-history.ts'
import type { Session } from '../session/session.ts'
import { otherHolders } from './other-holders.ts'
import { readersOf, shortName } from './readers.ts'
import type { Reader, Readers } from './readers.ts'
import { isAuthorised } from './valid-advisories.ts'

/**
 * A file may never arrive, and nobody here is told: so one is not enough. More would not be read
 * either, and each makes every file bigger.
 */
const filesToEach = 3

type AdvisoryVault = Pick<Session, 'store' | 'age' | 'author'>

/** Who received what, and who was told what, as the journal and the list of exports have it. */
const whoHas = (session: AdvisoryVault) => {
  const { store } = session
  const readers = readersOf(session)
  const carried = exportsWith(store)
  const others = otherHolders(session)
  const byPair = new Map<string, Readers>(
    store.exchange.exports().map(({ pair, to }) => [pair, readers(to)]),
  )
  return {
    readers,
    had: ({ subject, author }: Notice): Readers[] => {
      const { who, isOpen } = others(subject)
      // Once it is gone from here, nobody knows any more whose file it came in.
      const isForgotten =
        author === session.author &&
        store.records.wasPurged(subject) &&
        linesOf(store, subject, 'record.imported').next().done !== true
      const elsewhere: Readers = { who, isOpen: isOpen || isForgotten, nobodys: new Set() }
      return [
        ...carried(subject).map(({ to }) => readers(to)),
        ...(who.size > 0 || elsewhere.isOpen ? [elsewhere] : []),
      ]
    },
    /** In how many files. */
    told: ({ sent }: SentAdvisory, reader: Reader): number =>
      [...sent].reduce(
        (files, [pair, more]) =>
          byPair.get(pair)?.who.has(reader) === true ? files + more : files,
        0,
      ),
  }
}

/**
 * What a file to these recipients says besides its records: whatever one of them may have received
 * and was not told of in three files, and what was taken back of what goes now. By whoever may
 * speak, not us alone.
 * A key that no card names may be anybody's, and so may a passphrase: such a file says all of what
 * ever left, and who had one may be any of the recipients.
 *
 * @param goesNow records in the file, and sources whose account is in it.
 * @throws Failure 'tampered', 'damaged'.
 */
export const pendingAdvisories = (
  session: AdvisoryVault,
  recipients: readonly string[],
  goesNow: ReadonlySet<string>,
): SentAdvisory[] => {
  const { store } = session
  const { readers, had, told } = whoHas(session)
  const to = readers(recipients.map(shortName))
  const mayHaveHad = (one: Readers, reader: Reader): boolean => one.isOpen || one.who.has(reader)
  const owed = store.notices.every().filter((stored) => {
    const { notice } = stored
    // A key of nobody is no person to whom files go: each file to one may be the only one.
    const enough = (reader: Reader): number => (to.nobodys.has(reader) ? 1 : filesToEach)
    const untold = [...to.who].filter(
      (reader) => reader !== notice.author && told(stored, reader) < enough(reader),
    )
    // A passphrase has no reader of its own who could have been told.
    if (untold.length === 0 && to.who.size > 0) return false
    const past = had(notice)
    const isOwed =
      (notice.kind === 'withdrawal' && goesNow.has(notice.subject)) ||
      (to.isOpen
        ? past.length > 0
        : past.some((one) => untold.some((reader) => mayHaveHad(one, reader))))
    // Asked last: it may read every revision, and somebody may have sent notices about nothing here.
    return isOwed && isHeard(session, stored)
  })
  // What is beyond it is owed still, and goes with the next file.
  return owed.slice(0, limits.notices)
}

/** Those that stay of a record that was deleted for good were heard when it went. */
const isHeard = ({ store }: AdvisoryVault, { notice }: SentAdvisory): boolean =>
  store.records.wasPurged(notice.subject) || isAuthorised(store, notice)

/**
 * Notices outlive their record where it was deleted for good, until everybody who received it was
 * told in three files: then they go too. Where a file of it was open to anybody, that is never known,
 * and they stay.
 *
 * @throws Failure 'read-only', 'storage', 'tampered'.
 */
export const pruneDelivered = (session: AdvisoryVault): void => {
  const { store, author } = session
  const outlived = store.notices
    .every()
    .filter(({ notice }) => store.records.wasPurged(notice.subject))
  if (outlived.length === 0) return
  const { had, told } = whoHas(session)
  const done = outlived.filter((stored) =>
    had(stored.notice).every(
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
