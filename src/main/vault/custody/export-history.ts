import type { Out } from '../../../shared/contract.ts'
import type { Day, RecordId, SourceId } from '../../../shared/ids.ts'
import type { JournalLine, Source } from '../../../shared/records.ts'
import type { ExportEntry } from '../../store/vault-rows.ts'
import type { Store } from '../../store/store.ts'
import type { Steps } from '../../../shared/steps.ts'
import { recipientNames } from '../contacts/recipients.ts'
import { cosignedOf } from '../reviewers/cosignature.ts'
import { linesOf } from '../session/journal-lines.ts'
import { readOrigins, readPersons } from './origins.ts'
import type { Session } from '../session/session.ts'
import { personConsents } from './source-consent.ts'
import { readAdvisoryAuthors } from './valid-advisories.ts'

const page = 200

/** The days of the journal lines of a kind about a record, newest first. */
export const daysOf = (store: Store, subject: string, kind: JournalLine['kind']): Day[] =>
  [...linesOf(store, subject, kind)].map(({ day }) => day)

/** The vault's own line of each export, newest first. */
const exportEnds = (store: Store): number[] =>
  [...linesOf(store, 'vault', 'record.exported')].map(({ seq }) => seq)

/** Whether a record was ever exported. */
export const wasExported = (store: Store, subject: string): boolean =>
  linesOf(store, subject, 'record.exported').next().done !== true

/** The index of the first number above another one, in numbers that ascend; their length if none is. */
const firstAbove = (ascending: readonly number[], least: number): number => {
  let [from, to] = [0, ascending.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((ascending[middle] ?? 0) > least) to = middle
    else from = middle + 1
  }
  return from
}

/**
 * The exports that contained a record, newest first. In the journal, the lines of an export's
 * subjects and the vault's own line are adjacent in one transaction, and the vault has one such
 * line for each export.
 */
export const exportsWith = (store: Store): ((subject: RecordId) => ExportEntry[]) => {
  const ends = exportEnds(store).reverse()
  const exports = store.exchange.exports().reverse()
  return (subject) =>
    [...linesOf(store, subject, 'record.exported')].flatMap(({ seq }) => {
      const entry = exports[firstAbove(ends, seq)]
      return entry === undefined ? [] : [entry]
    })
}

type Overridden = Out<'exports.list'>[number]['overridden']

/** The overrides of one export: the lines directly before the vault's own. Yields. */
const readOverridden = function* (store: Store, end: number): Steps<Overridden> {
  // From the last to the first.
  const found: Overridden = []
  let before = end
  for (;;) {
    const { lines, more } = store.journal.list(null, before, page)
    for (const { kind, subjectKind, subject, reason } of lines) {
      if (kind !== 'review.overridden') return found.reverse()
      // The reason was erased with its record.
      if (reason === null) continue
      found.push({ subject: subjectKind === 'vault' ? null : (subject as RecordId), reason })
    }
    before = lines.at(-1)?.seq ?? 0
    if (!more) return found.reverse()
    yield
  }
}

/** Past exports, newest first, and which of their sources have withdrawn consent since. Yields. */
export const pastExports = function* (session: Session): Steps<Out<'exports.list'>> {
  const { store, days } = session
  const ends = exportEnds(store)
  // Newest first, so that the newest of each export is set last.
  const newest = new Map(
    store.journal
      .cosignatures()
      .filter(({ statement }) => statement.what === 'export')
      .reverse()
      .map((cosignature) => [cosignature.statement.subject, cosignature]),
  )
  const carried = exportsWith(store)
  const nameOf = recipientNames(session)
  const originOf = yield* readOrigins(store)
  const withdrawn = new Map<string, SourceId[]>()
  const exported: { readonly source: Source; readonly carriers: readonly ExportEntry[] }[] = []
  for (const source of store.sources.each()) {
    yield
    const carriers = carried(source.id as string as RecordId)
    if (carriers.length > 0) exported.push({ source, carriers })
  }
  const ids = exported.map(({ source }) => source.id)
  yield* readAdvisoryAuthors(store, yield* readPersons(originOf, ids))
  const consents = personConsents(store, originOf, days())
  for (const { source, carriers } of exported) {
    yield
    yield* consents.read(source.id, 'share-desk')
    if (consents.consentOf(source, 'share-desk') !== 'withdrawn') continue
    for (const { exportId } of carriers) {
      const withdrawnIn = withdrawn.get(exportId)
      if (withdrawnIn === undefined) withdrawn.set(exportId, [source.id])
      else withdrawnIn.push(source.id)
    }
  }
  const past: Out<'exports.list'> = []
  for (const [i, entry] of store.exchange.exports().entries()) {
    yield
    const { exportId, day, reports, to, bytes, purpose, hash } = entry
    const cosignature = newest.get(exportId)
    past.push({
      exportId,
      day,
      reports,
      to,
      names: to.map(nameOf),
      bytes,
      purpose,
      withdrawn: withdrawn.get(exportId) ?? [],
      cosigned: cosignature === undefined ? null : cosignedOf(cosignature, `blake2b-256:${hash}`),
      overridden: yield* readOverridden(store, ends[i] ?? 0),
    })
  }
  return past
}
