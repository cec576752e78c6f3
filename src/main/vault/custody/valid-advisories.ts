import type { Notice } from '../../../shared/custody.ts'
import type { AuthorKey, RecordId } from '../../../shared/ids.ts'
import type { ConsentUse } from '../../../shared/vocabularies.ts'
import { knownDesks } from '../../exchange/authorship.ts'
import { isNoticeAuthentic } from '../../exchange/notice.ts'
import type { Store } from '../../store/store.ts'

type AdvisoryAuthors = {
  readonly authors: ReadonlySet<AuthorKey>
  /** They may announce a withdrawal only. */
  readonly isWithdrawalOnly: boolean
}

type Desks = ReturnType<typeof knownDesks>
const lastDesks = new WeakMap<Store, { readonly at: Uint8Array; readonly desks: Desks }>()

/** Cached until the next write: an author may have sent thousands of cards. */
const desksIn = (store: Store): Desks => {
  const at = store.journal.tail().hash
  const kept = lastDesks.get(store)
  if (kept !== undefined && Buffer.compare(kept.at, at) === 0) return kept.desks
  const desks = knownDesks(store)
  lastDesks.set(store, { at, desks })
  return desks
}

/**
 * Who may issue advisories about a record: its author and the author's desks. If a source is missing
 * here, the author (or a desk of the author) of a report or claim that names it may withdraw its
 * consent. This affects only the statements in such records.
 */
const authorsOf = (store: Store, subject: RecordId): AdvisoryAuthors => {
  const root = store.revisions.rootAuthor(subject)
  const roots = root === null ? store.revisions.authorsNaming(subject) : [root]
  const desks = desksIn(store)
  return {
    authors: new Set(roots.flatMap((author) => [author, ...desks(author)])),
    isWithdrawalOnly: root === null,
  }
}

const maySay = ({ isWithdrawalOnly }: AdvisoryAuthors, { kind }: Pick<Notice, 'kind'>): boolean =>
  !isWithdrawalOnly || kind === 'withdrawal'

/**
 * Whether an advisory is valid: its author signed it, and wrote the record or is an authorised desk
 * of its author, as for revisions. Checked on every use, since the record or a card may arrive
 * after the advisory, and no digest of this vault protects a received advisory. Who may issue
 * advisories is looked up once for each record: use it for one export only.
 *
 * @throws Failure 'tampered'.
 */
export const createIsAuthorised = (store: Store): ((notice: Notice) => boolean) => {
  const known = new Map<RecordId, AdvisoryAuthors>()
  return (notice) => {
    const may = known.get(notice.subject) ?? authorsOf(store, notice.subject)
    known.set(notice.subject, may)
    return may.authors.has(notice.author) && maySay(may, notice) && isNoticeAuthentic(notice)
  }
}

/** The authors that may issue advisories about a record; empty if it has no advisory. */
const advisoryAuthors = (store: Store, subject: RecordId): AdvisoryAuthors =>
  // Looking for the authors may read every revision.
  store.notices.isAbout(subject)
    ? authorsOf(store, subject)
    : { authors: new Set(), isWithdrawalOnly: true }

/**
 * All valid advisories about a record, including our own; each is verified when it is asked for,
 * because an author may have sent thousands. Those of authors that may not speak for the record are
 * not read, however many there are.
 */
export const eachValidAdvisory = function* (
  store: Store,
  subject: RecordId,
): Generator<Notice, void, void> {
  const may = advisoryAuthors(store, subject)
  for (const author of may.authors) {
    for (const notice of store.notices.by(subject, author)) {
      if (maySay(may, notice) && isNoticeAuthentic(notice)) yield notice
    }
  }
}

/**
 * For those of these records that are not here: reads the authors that may issue advisories about
 * them, in one pass over all revisions. Yields.
 */
export const readAdvisoryAuthors = function* (
  store: Store,
  subjects: Iterable<RecordId>,
): Generator<undefined, void, void> {
  const missing = new Set<RecordId>()
  for (const subject of subjects) {
    yield
    if (store.notices.isAbout(subject) && store.revisions.rootAuthor(subject) === null) {
      missing.add(subject)
    }
  }
  if (missing.size > 0) yield* store.revisions.readAuthorsNaming(missing)
}

/**
 * Is there a valid withdrawal of one of these uses, from a day on? Its cost does not grow with the
 * number of advisories about the record.
 *
 * @param since empty: of any day.
 */
export const hasValidWithdrawal = (
  store: Store,
  subject: RecordId,
  uses: readonly ConsentUse[],
  since = '',
): boolean => {
  for (const author of advisoryAuthors(store, subject).authors) {
    for (const notice of store.notices.withdrawals(subject, author, uses, since)) {
      if (isNoticeAuthentic(notice)) return true
    }
  }
  return false
}
