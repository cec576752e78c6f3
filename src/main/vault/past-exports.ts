import type { Out } from '../../shared/contract.ts'
import type { Day, RecordId, SourceId } from '../../shared/ids.ts'
import type { JournalLine } from '../../shared/records.ts'
import type { ExportEntry, Store } from '../store/types.ts'
import { consentTo } from './consent.ts'
import type { Session } from './session.ts'

const page = 200

/** Lines of one kind about one subject, newest first. */
function* linesOf(
  store: Store,
  subject: string,
  kind: JournalLine['kind'],
): Generator<JournalLine> {
  let before: number | null = null
  for (;;) {
    const { lines, more } = store.journal.list(subject, before, page)
    for (const line of lines) if (line.kind === kind) yield line
    const last = lines.at(-1)
    if (!more || last === undefined) return
    before = last.seq
  }
}

/** The days on which something was done with a record, newest first. */
export const daysOf = (store: Store, subject: string, kind: JournalLine['kind']): Day[] =>
  [...linesOf(store, subject, kind)].map(({ day }) => day)

/**
 * The exports that carried a record, newest first. The journal tells: the lines of an export's
 * subjects and the vault's own line stand together in one transaction, and the vault has one such
 * line for each export.
 */
export const exportsWith = (store: Store): ((subject: RecordId) => ExportEntry[]) => {
  const ends = [...linesOf(store, 'vault', 'record.exported')].map(({ seq }) => seq).reverse()
  const exports = store.exchange.exports().reverse()
  return (subject) =>
    [...linesOf(store, subject, 'record.exported')].flatMap(({ seq }) => {
      const entry = exports[ends.findIndex((end) => end > seq)]
      return entry === undefined ? [] : [entry]
    })
}

/** What left, newest first, and which of its sources have taken back their consent since. */
export const pastExports = ({ store, today }: Session): Out<'exports.list'> => {
  const carried = exportsWith(store)
  const withdrawn = new Map<string, SourceId[]>()
  for (const { id, content } of store.sources.list()) {
    if (consentTo(content.consents, 'share-desk', today()) !== 'withdrawn') continue
    for (const { exportId } of carried(id as string as RecordId)) {
      withdrawn.set(exportId, [...(withdrawn.get(exportId) ?? []), id])
    }
  }
  return store.exchange.exports().map(({ exportId, day, reports, to, bytes, purpose }) => ({
    exportId,
    day,
    reports,
    to,
    bytes,
    purpose,
    withdrawn: withdrawn.get(exportId) ?? [],
  }))
}
