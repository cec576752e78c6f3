import { holds } from '../main/exchange/revision.ts'
import type { StoredRevision } from '../main/store/revisions.ts'
import type { Store } from '../main/store/store.ts'
import type { RawRecord } from '../main/store/record-state.ts'
import type { Verification } from '../main/store/verify-parts.ts'
import { isHandedOver } from './handed-over.ts'
import { Failure } from '../shared/failure.ts'
import type { RevisionId } from '../shared/ids.ts'
import type { JournalLine } from '../shared/records.ts'
import type { Rescued } from './open-copy.ts'

/** A readable part, or the code of its error: one bad part must not hide the others. */
type Readable<T> = T | { readonly unreadable: string }

const attempt = <T>(read: () => T): Readable<T> => {
  try {
    return read()
  } catch (cause) {
    return { unreadable: cause instanceof Failure ? cause.code : 'internal' }
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/**
 * Everything in a vault except sealed identities and secret keys, as plain data. Continues past
 * damaged parts, and reports them in place.
 */
export const collect = ({ stored, headerCopies }: Rescued): Record<string, unknown> => {
  const { store, rescue } = stored
  const ids = attempt(() => store.records.ids())
  const records = Array.isArray(ids)
    ? ids.map((id) => ({ id, found: attempt(() => store.records.examine(id)) }))
    : []
  const every = records.flatMap(({ found }) => ('unreadable' in found ? [] : [found]))
  const here = every.filter(({ record }) => !isHandedOver(store, record))
  const ofKind = (kind: RawRecord['kind']): unknown[] =>
    here
      .filter(({ record }) => record.kind === kind)
      .map((each) => recordOf(store, each.record, each.holds))
  return {
    format: 'understory-rescue',
    version: 1,
    verification: {
      state: rescue ?? 'ok',
      headerCopies,
      ...(Array.isArray(ids) ? {} : { records: ids }),
      unreadableRecords: records.flatMap(({ id, found }) =>
        'unreadable' in found ? [{ id, ...found }] : [],
      ),
      recordsThatDoNotHold: every.filter((each) => !each.holds).map(({ record }) => record.id),
      whole: checked(store),
    },
    settings: attempt(() => store.settings.get()),
    cases: ofKind('case'),
    sources: ofKind('source'),
    reports: ofKind('report'),
    claims: ofKind('claim'),
    attributions: ofKind('attribution'),
    publications: ofKind('publication'),
    journal: attempt(() => journalOf(store)),
    cosignatures: attempt(() => store.journal.cosignatures()),
    exports: attempt(() => store.exchange.exports()),
    imports: attempt(() => store.exchange.imports()),
    // Parts of the last import that are not among the records.
    unfinishedImportParts: attempt(() =>
      store.importParts.isUnfinished() ? store.importParts.left() : 0,
    ),
    contacts: attempt(() => store.contacts.list()),
    cards: attempt(() => store.contacts.everyCard()),
    setAside: attempt(() => store.contacts.setAside()),
    backups: attempt(() => store.backups.list()),
  }
}

const recordOf = (store: Store, record: RawRecord, itHolds: boolean): Record<string, unknown> => {
  const { content, ...rest } = record
  return {
    ...rest,
    holds: itHolds,
    content: parsed(content),
    revisions: attempt(() => revisionsOf(store, record)),
    custody: attempt(() => store.custody.received(record.id)),
    arrivals: attempt(() => store.custody.arrivals(record.id)),
    notices: attempt(() => [...store.notices.of(record.id)].map(({ notice }) => notice)),
  }
}

const revisionsOf = (store: Store, { id, heads }: RawRecord): unknown[] => {
  const listed = attempt(() => store.revisions.list(id))
  if (Array.isArray(listed)) return listed.map(revisionOf)
  return walk(store, heads)
}

/** Reads one by one from the heads back, where the list as a whole cannot be read. */
const walk = (store: Store, heads: readonly RevisionId[]): unknown[] => {
  const queue = [...heads]
  const seen = new Set<RevisionId>()
  const found: unknown[] = []
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue
    seen.add(id)
    const next = id
    const read = attempt(() => store.revisions.get(next))
    if ('unreadable' in read) found.push({ id, ...read })
    else {
      found.push(revisionOf(read))
      queue.push(...read.revision.parents)
    }
  }
  return found
}

const revisionOf = ({ revision, isHead }: StoredRevision): Record<string, unknown> => ({
  ...revision,
  content: parsed(revision.content),
  isHead,
  holds: holds(revision),
})

const journalOf = (store: Store): JournalLine[] => {
  const lines: JournalLine[] = []
  for (let before: number | null = null; ;) {
    const page = store.journal.list(null, before, 200)
    lines.push(...page.lines)
    const last = page.lines.at(-1)
    if (!page.more || last === undefined) return lines.reverse()
    before = last.seq
  }
}

/** The search index cannot be checked in a database that is opened read-only. */
const checked = (store: Store): unknown => {
  const found = attempt(() => verified(store))
  return found !== null && typeof found === 'object' && 'unreadable' in found
    ? { notChecked: found.unreadable }
    : found
}

const verified = (store: Store): Verification => {
  const run = store.verify()
  for (;;) {
    const { done, value } = run.next()
    if (done === true) return value
  }
}

/** Is an import decided of which some records are missing? */
export const isImportUnfinished = ({ stored }: Rescued): boolean =>
  attempt(() => stored.store.importParts.isUnfinished()) === true

/** Does anything in it say that it could not be read? */
export const isIncomplete = (value: unknown): boolean => {
  if (value === null || typeof value !== 'object') return false
  return 'unreadable' in value || Object.values(value).some((part) => isIncomplete(part))
}
