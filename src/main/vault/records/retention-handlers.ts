import type { Out, VaultHandlers } from '../../../shared/contract.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { titleOfContent } from '../../../shared/record-title.ts'
import type { RetentionEntry } from '../../store/vault-rows.ts'
import type { Session } from '../session/session.ts'

type RetentionChannel = Extract<keyof VaultHandlers, `retention.${string}`>

const never = '9999-99-99'

const named = ({ store }: Session, id: RecordId) => {
  const { kind, rev, content } = store.records.examine(id).record
  return { kind, rev, name: titleOfContent(kind, content) }
}

const listOf = (session: Session): Out<'retention.list'> => {
  const { store, days } = session
  const removed = store.retention.removed()
  const hidden = new Set(removed.map(({ subject }) => subject))
  const { earlier } = days()
  const isUnderHold = (id: RetentionEntry['subject']): boolean =>
    store.retention.of(id).some(({ hold }) => hold)
  return {
    said: store.retention
      .list()
      .filter(({ subject }) => !hidden.has(subject))
      .map((entry) => ({
        ...entry,
        ...named(session, entry.subject),
        due: entry.eraseAfter !== '' && entry.eraseAfter < earlier && !isUnderHold(entry.subject),
      }))
      .sort((a, b) => ((a.eraseAfter || never) < (b.eraseAfter || never) ? -1 : 1)),
    isRewriteOwed: store.records.isRewriteOwed(),
    removed: removed.map(({ subject, kind }) => ({
      subject,
      kind,
      name: named(session, subject).name,
      held: isUnderHold(subject),
    })),
  }
}

/** Deletion dates and legal holds of records. Nothing is ever erased by date alone. */
export const retentionHandlers = (
  session: () => Session,
): Pick<VaultHandlers, RetentionChannel> => ({
  'retention.list': () => listOf(session()),
  'retention.of': ({ id }) => {
    const open = session()
    return open.store.retention.of(id).map((entry) => {
      const { kind, name } = named(open, entry.subject)
      return { ...entry, kind, name }
    })
  },
  'retention.set': ({ id, eraseAfter, hold, reason }) => {
    const open = session()
    open.store.retention.set({ subject: id, eraseAfter, hold, reason })
    open.emit({ kind: 'changed' })
    return {}
  },
})
