import type { z } from 'zod'
import { Failure } from '../../shared/failure.ts'
import type { Day, RecordId, ReportId, SourceId } from '../../shared/ids.ts'
import type { ReviewItem as ReviewItemSchema } from '../../shared/protection-contract.ts'
import { ReportContent, SourceContent } from '../../shared/records.ts'
import type { Source } from '../../shared/records.ts'
import type { Gathered } from '../exchange/gather.ts'
import type { Store } from '../store/types.ts'
import { consentTo, isEmbargoed, type ConsentState } from './consent.ts'

export type ReviewItem = z.infer<typeof ReviewItemSchema>
export type ExportReview = {
  readonly items: ReviewItem[]
  /** Reports that a blocking item stands against. */
  readonly held: readonly ReportId[]
}

const asRecord = (id: ReportId | SourceId): RecordId => id as string as RecordId

/** A source that a report still names although it was removed says nothing any more. */
const sourceOrNull = (store: Store, id: SourceId): Source | null => {
  try {
    return store.sources.get(id)
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'not-found') return null
    throw cause
  }
}

/** Two devices may have changed a source apart: what one of them took back is taken back. */
const consentOf = (store: Store, { id, content }: Source, today: Day): ConsentState => {
  const heads = store.revisions.heads(asRecord(id))?.heads ?? []
  const apart = heads.map((head) =>
    SourceContent.parse(JSON.parse(store.revisions.get(head).revision.content)),
  )
  return apart.some(({ consents }) => consentTo(consents, 'share-desk', today) === 'withdrawn')
    ? 'withdrawn'
    : consentTo(content.consents, 'share-desk', today)
}

const ofSource = (store: Store, source: Source, today: Day): ReviewItem[] => {
  const { id, content } = source
  const subject = asRecord(id)
  const about = content.kind === 'protected' ? content.codeName : content.name
  const consent = consentOf(store, source, today)
  const items: ReviewItem[] = []
  // Who speaks on the record need not be asked again, but can still take it back.
  if (content.kind === 'protected' || consent !== 'none') {
    items.push({
      item: `consent:${id}`,
      kind: 'consent',
      state: consent === 'stands' ? 'holds' : consent === 'none' ? 'warns' : 'blocks',
      subject,
      about,
      reason: null,
    })
  }
  if (content.doNotContact) {
    const item = `do-not-contact:${id}`
    items.push({ item, kind: 'do-not-contact', state: 'warns', subject, about, reason: null })
  }
  return items
}

const ofReport = (
  id: ReportId,
  heads: readonly ReportContent[],
  today: Day,
  embargoReason: string | null,
): ReviewItem[] => {
  const subject = asRecord(id)
  const about = heads[0]?.title ?? ''
  const items: ReviewItem[] = []
  if (heads.some(({ handling }) => isEmbargoed(handling, today))) {
    items.push({
      item: `embargo:${id}`,
      kind: 'embargo',
      state: embargoReason === null ? 'blocks' : 'overridden',
      subject,
      about,
      reason: embargoReason,
    })
  }
  const conditions = heads.find(({ handling }) => handling.level === 'conditions')
  if (conditions !== undefined && conditions.handling.note !== '') {
    const reason = conditions.handling.note
    items.push({ item: `handling:${id}`, kind: 'handling', state: 'warns', subject, about, reason })
  }
  return items
}

type ReportInFile = { readonly sources: Set<SourceId>; readonly heads: ReportContent[] }

const reportsIn = ({ revisions }: Gathered, store: Store): Map<ReportId, ReportInFile> => {
  const found = new Map<ReportId, ReportInFile>()
  for (const { id, kind, subject, content } of revisions) {
    if (kind !== 'report') continue
    const key = subject as string as ReportId
    const report = found.get(key) ?? { sources: new Set(), heads: [] }
    found.set(key, report)
    const parsed = ReportContent.parse(JSON.parse(content))
    for (const source of parsed.sourceIds) report.sources.add(source)
    if (store.revisions.heads(subject)?.heads.includes(id) === true) report.heads.push(parsed)
  }
  return found
}

/**
 * What has to be looked at before these records leave for a person: consent of every source that any
 * revision in the file names, embargoes and conditions of the reports as they now are. Blocking
 * items first.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const reviewExport = (
  gathered: Gathered,
  store: Store,
  { today, embargoReason }: { readonly today: Day; readonly embargoReason: string | null },
): ExportReview => {
  const reports = reportsIn(gathered, store)
  const sources = new Set([...reports.values()].flatMap((report) => [...report.sources]))
  const items = [
    ...[...sources].sort().flatMap((id) => {
      const source = sourceOrNull(store, id)
      return source === null ? [] : ofSource(store, source, today)
    }),
    ...[...reports].flatMap(([id, { heads }]) => ofReport(id, heads, today, embargoReason)),
  ]
  const order = { blocks: 0, overridden: 1, warns: 2, holds: 3 } as const
  items.sort((a, b) => order[a.state] - order[b.state])
  const against = new Set(
    items.filter(({ state }) => state === 'blocks').map(({ subject }) => subject),
  )
  const held = [...reports]
    .filter(
      ([id, report]) =>
        against.has(asRecord(id)) ||
        [...report.sources].some((source) => against.has(asRecord(source))),
    )
    .map(([id]) => id)
  return { items, held }
}

/** @throws Failure 'withheld' with the names of the items that block. */
export const refuseWithheld = (items: readonly ReviewItem[]): void => {
  const fields = items.filter(({ state }) => state === 'blocks').map(({ item }) => item)
  if (fields.length > 0) throw new Failure('withheld', { fields })
}
