import type { Out, VaultHandlers } from '../../../shared/contract.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { titleOfContent } from '../../../shared/record-title.ts'
import { readConsistent } from '../../exchange/pace.ts'
import type { RecordRow } from '../../store/record-state.ts'
import type { Session } from '../session/session.ts'
import type { Steps } from '../../../shared/steps.ts'

type RetentionChannel = Extract<keyof VaultHandlers, `retention.${string}`>

const never = '9999-99-99'

const namedRow = ({ kind, rev, removed, content }: RecordRow) => {
  const name = titleOfContent(kind, content)
  return { removed, named: { kind, rev, name } }
}

/** The list of what is kept how long, and of what is deleted: read in steps, one record at a time. */
const readList = ({ store, days }: Session) => {
  const read = store.retention.reader(namedRow)
  return function* (): Steps<Out<'retention.list'>> {
    const removed = store.retention.removed()
    const entries = store.retention.list()
    const { earlier } = days()
    const hasHolds = entries.some(({ hold }) => hold)
    const isUnderHold = function* (id: RecordId): Steps<boolean> {
      return hasHolds && (yield* store.retention.readIsHeld(id))
    }
    const said: Out<'retention.list'>['said'] = []
    for (const entry of entries) {
      yield
      const record = yield* read(entry.subject)
      // Also one that was handed over, which is not among the deleted ones.
      if (record.removed === 1) continue
      const isPast = entry.eraseAfter !== '' && entry.eraseAfter < earlier
      const due = isPast && !(yield* isUnderHold(entry.subject))
      said.push({ ...entry, ...record.named, due })
    }
    const deleted: Out<'retention.list'>['removed'] = []
    for (const subject of removed) {
      yield
      const { kind, name } = (yield* read(subject)).named
      deleted.push({ subject, kind, name, held: yield* isUnderHold(subject) })
    }
    return {
      said: said.sort((a, b) => ((a.eraseAfter || never) < (b.eraseAfter || never) ? -1 : 1)),
      isRewriteOwed: store.records.isRewriteOwed(),
      removed: deleted,
    }
  }
}

/** What is said of one record and of those that it belongs to, each read in steps. */
const readOf = ({ store }: Session, id: RecordId) => {
  const read = store.retention.reader(namedRow)
  return function* (): Steps<Out<'retention.of'>> {
    const found: Out<'retention.of'> = []
    for (const entry of yield* store.retention.readOf(id)) {
      const { kind, name } = (yield* read(entry.subject)).named
      found.push({ ...entry, kind, name })
    }
    return found
  }
}

/** Deletion dates and legal holds of records. Nothing is ever erased by date alone. */
export const retentionHandlers = (
  session: () => Session,
): Pick<VaultHandlers, RetentionChannel> => ({
  'retention.list': () => {
    const open = session()
    return readConsistent(open.store, readList(open))
  },
  'retention.of': ({ id }) => {
    const open = session()
    return readConsistent(open.store, readOf(open, id))
  },
  'retention.set': ({ id, eraseAfter, hold, reason }) => {
    const open = session()
    open.store.retention.set({ subject: id, eraseAfter, hold, reason })
    open.emit({ kind: 'changed' })
    return {}
  },
})
