import type { Notice } from '../../../shared/custody.ts'
import { RecordId } from '../../../shared/ids.ts'
import type { AuthorKey, SourceId } from '../../../shared/ids.ts'
import type { Revision } from '../../../shared/records.ts'
import type { ShownNotice } from '../../../shared/custody-contract.ts'
import { titleOfContent } from '../../../shared/record-title.ts'
import { consentUse } from '../../../shared/vocabularies.ts'
import { fingerprint } from '../../../crypto/fingerprint.ts'
import { noticeId, signNotice } from '../../exchange/notice.ts'
import type { PlannedItem } from '../../exchange/plan.ts'
import { unhex } from '../../exchange/revision.ts'
import type { StoredAdvisory } from '../../store/notices.ts'
import { consentTo, lastWithdrawal } from './consent.ts'
import { onlyDay } from '../session/days.ts'
import { mayRevise } from '../session/may-revise.ts'
import { contactOf, senderOf } from '../contacts/trust-status.ts'
import { wasExported } from './export-history.ts'
import type { Session } from '../session/session.ts'
import { hasValidWithdrawal } from './valid-advisories.ts'

type AdvisoryText = Pick<Notice, 'kind' | 'revision' | 'subject' | 'subjectKind' | 'uses'>

const tell = ({ store, author, signing, today }: Session, told: AdvisoryText): void => {
  const notice = signNotice({ ...told, author, day: today(), text: '' }, signing)
  store.notices.keep([{ id: noticeId(notice), notice }])
}

/**
 * Whether another vault has the record: it was exported, or it arrived in a file from another
 * author.
 */
const isOut = ({ store, author }: Session, subject: RecordId): boolean =>
  wasExported(store, subject) ||
  store.custody.arrivals(subject).some(({ sender }) => sender !== author)

/**
 * Writes an advisory for the uses that a source withdrew since the last advisory, if the source was
 * exported from this vault or imported. Nothing is repeated, and a withdrawal with a future date is
 * written only from that day on. The day is by UTC alone, so that the date of a signature doesn't
 * reveal the time zone.
 *
 * @throws Failure 'read-only', 'storage', 'tampered'.
 */
export const queueWithdrawals = (session: Session, id: SourceId): void => {
  const { store, today } = session
  const subject = RecordId.parse(id)
  const days = onlyDay(today())
  const { consents } = store.sources.get(id).content
  const withdrawn = consentUse.filter((use) => consentTo(consents, use, days) === 'withdrawn')
  // Most sources withdrew nothing: of these no advisory is read.
  if (withdrawn.length === 0 || !isOut(session, subject) || !mayRevise(session, subject)) return
  const uses = withdrawn.filter((use) => {
    const since = lastWithdrawal(consents, use, days)
    return !hasValidWithdrawal(store, subject, [use], since)
  })
  if (uses.length === 0) return
  tell(session, { kind: 'withdrawal', revision: null, subject, subjectKind: 'source', uses })
}

/**
 * Writes an advisory of a newer revision of an exported or imported record: each time for a report
 * or claim; for a source only if the caller asks because its grade changed.
 */
export const queueCorrection = (session: Session, { id, kind, subject }: Revision): void => {
  if (kind !== 'report' && kind !== 'claim' && kind !== 'source') return
  if (!isOut(session, subject)) return
  tell(session, { kind: 'correction', revision: id, subject, subjectKind: kind, uses: [] })
}

/**
 * After a save that changed the grade of a source: other holders still weigh its reports by the old
 * grade.
 */
export const queueRegraded = (session: Session, id: SourceId): void => {
  const { store } = session
  const { head } = store.revisions.heads(RecordId.parse(id)) ?? { head: null }
  if (head !== null) queueCorrection(session, store.revisions.get(head).revision)
}

/**
 * Whether to keep an advisory about a permanently deleted record: only if this vault exported the
 * record and the advisory comes from a desk of ours, which had the record from us. Only this vault
 * can notify the other recipients.
 */
const passOnRule = ({ store }: Pick<Session, 'store'>): ((notice: Notice) => boolean) => {
  const isOurDesk = once((author: AuthorKey) => {
    const contact = contactOf(store, author)
    return contact?.state === 'verified' && contact.entry.desk
  })
  const wasSent = once((subject: RecordId) => wasExported(store, subject))
  return ({ author, subject, text }) => text === '' && wasSent(subject) && isOurDesk(author)
}

/** Asks once about each: a file may have thousands of advisories, few of different records. */
const once = <K, V>(ask: (about: K) => V): ((about: K) => V) => {
  const known = new Map<K, V>()
  return (about) => {
    const found = known.has(about) ? (known.get(about) as V) : ask(about)
    known.set(about, found)
    return found
  }
}

/**
 * The advisories of a file that are new here; about permanently deleted records, only those to pass
 * on. Also those about records that arrive later are kept, so that the order of files doesn't
 * matter: whether the author is authorised is checked on use.
 */
export const newAdvisories = (
  session: Pick<Session, 'store'>,
  notices: readonly Notice[],
): StoredAdvisory[] => {
  const { store } = session
  const wasPurged = once((subject: RecordId) => store.records.wasPurged(subject))
  const isToPassOn = passOnRule(session)
  return notices
    .filter((notice) => !wasPurged(notice.subject) || isToPassOn(notice))
    .map((notice) => ({ id: noticeId(notice), notice }))
    .filter((one) => !store.notices.has(one))
}

/** The title of each record here, or in a file; each is read once, as long as a text may be. */
const titlesOf = (
  { store }: Session,
  items: readonly Pick<PlannedItem, 'subject' | 'title'>[],
): ((notice: Pick<Notice, 'subject' | 'subjectKind'>) => string) => {
  const inFile = new Map(items.map(({ subject, title }) => [subject, title]))
  const found = new Map<RecordId, string>()
  return ({ subject, subjectKind }) => {
    const known = found.get(subject)
    if (known !== undefined) return known
    const title =
      store.revisions.heads(subject) === null
        ? (inFile.get(subject) ?? '')
        : titleOfContent(subjectKind, store.records.examine(subject).record.content)
    found.set(subject, title)
    return title
  }
}

/**
 * Advisories in display form. Yields after each. @param items items of the file that brings them, for records that
 * are not in this vault.
 */
export const shownAdvisories = function* (
  session: Session,
  notices: readonly Notice[],
  items: readonly Pick<PlannedItem, 'subject' | 'title'>[] = [],
): Generator<undefined, ShownNotice[], void> {
  const titleOf = titlesOf(session, items)
  const signerOf = once((author: AuthorKey) => ({
    author: fingerprint(unhex(author)),
    from: senderOf(session, author),
  }))
  const shown: ShownNotice[] = []
  for (const notice of notices) {
    shown.push(shownAdvisory(session, notice, titleOf(notice), signerOf(notice.author)))
    yield
  }
  return shown
}

const shownAdvisory = (
  session: Session,
  { day, kind, revision, subject, subjectKind, text, uses }: Notice,
  name: string,
  signer: Pick<ShownNotice, 'author' | 'from'>,
): ShownNotice => ({
  ...{ subject, subjectKind, name, kind, day, ...signer, text, uses },
  isAnswered: revision !== null && session.store.revisions.has(revision),
})
