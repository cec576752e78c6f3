import type { Notice } from '../../../shared/custody.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { knownDesks, maySpeak } from '../../exchange/authorship.ts'
import { noticeHolds } from '../../exchange/notice.ts'
import type { Store } from '../../store/types.ts'

/**
 * Does a notice count? Its author signed it, and wrote the record or is a desk of whom did: the rule
 * for revisions. Asked whenever it matters, since the record or a card may come after the notice, and
 * no digest of ours keeps a notice as it came.
 *
 * @throws Failure 'tampered'.
 */
export const mayBeHeard = (store: Store, notice: Notice): boolean =>
  maySpeak(store.revisions.rootAuthor(notice.subject), notice.author, knownDesks(store)) &&
  noticeHolds(notice)

/** All that count of one record, own ones too. @throws Failure 'tampered'. */
export const standingNotices = (store: Store, subject: RecordId): Notice[] =>
  store.notices
    .of(subject)
    .map(({ notice }) => notice)
    .filter((notice) => mayBeHeard(store, notice))
