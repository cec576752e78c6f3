import type { Notice } from '../../../shared/custody.ts'
import type { AuthorKey, RecordId } from '../../../shared/ids.ts'
import { knownDesks, maySpeak } from '../../exchange/authorship.ts'
import { isNoticeAuthentic } from '../../exchange/notice.ts'
import type { Store } from '../../store/store.ts'

/**
 * If the source is missing here, the author (or an authorised desk) of a report or claim that names
 * it may withdraw its consent. This affects only the statements in such records.
 */
const speaksOfNamed = (store: Store, subject: RecordId): MaySay => {
  const desks = knownDesks(store)
  let named: readonly AuthorKey[] | null = null
  return ({ kind, author }) => {
    if (kind !== 'withdrawal') return false
    named ??= store.revisions.authorsNaming(subject)
    return named.some((root) => maySpeak(root, author, desks))
  }
}

type MaySay = (notice: Pick<Notice, 'kind' | 'author'>) => boolean

/** Who may issue advisories about a record: its author and the author's desks. */
const speakersOf = (store: Store, subject: RecordId): MaySay => {
  const root = store.revisions.rootAuthor(subject)
  if (root === null) return speaksOfNamed(store, subject)
  const desks = knownDesks(store)
  return ({ author }) => maySpeak(root, author, desks)
}

/**
 * Whether an advisory is valid: its author signed it, and wrote the record or is an authorised desk
 * of its author, as for revisions. Checked on every use, since the record or a card may arrive
 * after the advisory, and no digest of this vault protects a received advisory.
 *
 * @throws Failure 'tampered'.
 */
export const isAuthorised = (store: Store, notice: Notice): boolean =>
  speakersOf(store, notice.subject)(notice) && isNoticeAuthentic(notice)

/**
 * All valid advisories about a record, including our own. The authors that may speak are read once
 * for all of them.
 *
 * @throws Failure 'tampered'.
 */
export const validAdvisories = (store: Store, subject: RecordId): Notice[] => [
  ...eachValidAdvisory(store, subject),
]

/**
 * `validAdvisories`, each verified when it is asked for: an author may have sent thousands.
 *
 * @param isWanted only those are verified.
 */
export const eachValidAdvisory = function* (
  store: Store,
  subject: RecordId,
  isWanted: (notice: Notice) => boolean = () => true,
): Generator<Notice, void, void> {
  const maySay = speakersOf(store, subject)
  for (const { notice } of store.notices.of(subject)) {
    if (isWanted(notice) && maySay(notice) && isNoticeAuthentic(notice)) yield notice
  }
}

/** Is there a valid advisory about a record that fits? */
export const hasValidAdvisory = (
  store: Store,
  subject: RecordId,
  fits: (notice: Notice) => boolean,
): boolean => eachValidAdvisory(store, subject, fits).next().done !== true
