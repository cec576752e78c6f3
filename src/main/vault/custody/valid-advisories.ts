import type { Notice } from '../../../shared/custody.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { knownDesks, maySpeak } from '../../exchange/authorship.ts'
import { isNoticeAuthentic } from '../../exchange/notice.ts'
import type { Store } from '../../store/types.ts'

/**
 * Who may say that a source took something back which is not here itself, while a report or claim that
 * names it is: whoever wrote that, or a desk of theirs. It can only hold back what they told.
 */
const speaksOfNamed = (store: Store, { kind, subject, author }: Notice): boolean =>
  kind === 'withdrawal' &&
  store.revisions.authorsNaming(subject).some((named) => maySpeak(named, author, knownDesks(store)))

/**
 * Does a notice count? Its author signed it, and wrote the record or is a desk of whom did: the rule
 * for revisions. Asked whenever it matters, since the record or a card may come after the notice, and
 * no digest of ours keeps a notice as it came.
 *
 * @throws Failure 'tampered'.
 */
export const isAuthorised = (store: Store, notice: Notice): boolean => {
  const root = store.revisions.rootAuthor(notice.subject)
  const maySay =
    root === null ? speaksOfNamed(store, notice) : maySpeak(root, notice.author, knownDesks(store))
  return maySay && isNoticeAuthentic(notice)
}

/** All that count of one record, own ones too. @throws Failure 'tampered'. */
export const validAdvisories = (store: Store, subject: RecordId): Notice[] =>
  store.notices
    .of(subject)
    .map(({ notice }) => notice)
    .filter((notice) => isAuthorised(store, notice))
