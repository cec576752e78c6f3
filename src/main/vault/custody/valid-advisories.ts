import type { Notice } from '../../../shared/custody.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { knownDesks, maySpeak } from '../../exchange/authorship.ts'
import { isNoticeAuthentic } from '../../exchange/notice.ts'
import type { Store } from '../../store/store.ts'

/**
 * If the source is missing here, the author (or an authorised desk) of a report or claim that names
 * it may withdraw its consent. This affects only the statements in such records.
 */
const speaksOfNamed = (store: Store, { kind, subject, author }: Notice): boolean =>
  kind === 'withdrawal' &&
  store.revisions.authorsNaming(subject).some((named) => maySpeak(named, author, knownDesks(store)))

/**
 * Whether an advisory is valid: its author signed it, and wrote the record or is an authorised desk
 * of its author, as for revisions. Checked on every use, since the record or a card may arrive
 * after the advisory, and no digest of this vault protects a received advisory.
 *
 * @throws Failure 'tampered'.
 */
export const isAuthorised = (store: Store, notice: Notice): boolean => {
  const root = store.revisions.rootAuthor(notice.subject)
  const maySay =
    root === null ? speaksOfNamed(store, notice) : maySpeak(root, notice.author, knownDesks(store))
  return maySay && isNoticeAuthentic(notice)
}

/** All valid advisories about a record, including our own. @throws Failure 'tampered'. */
export const validAdvisories = (store: Store, subject: RecordId): Notice[] =>
  store.notices
    .of(subject)
    .map(({ notice }) => notice)
    .filter((notice) => isAuthorised(store, notice))
