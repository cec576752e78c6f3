import { canonicalJson } from '../../../shared/canonical.ts'
import type { Canonical } from '../../../shared/canonical.ts'
import { contentSchemas } from '../../../shared/content-schemas.ts'
import type { Out, Parsed, VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import { RecordId, ReportId, SourceId } from '../../../shared/ids.ts'
import { titleOfContent } from '../../../shared/record-title.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { SourceContent } from '../../../shared/records.ts'
import { createYield, readAhead, readConsistent } from '../../exchange/pace.ts'
import type { RawRecord, RecordRow } from '../../store/record-state.ts'
import { queueCorrection, queueWithdrawals } from '../custody/advisories.ts'
import { reportWithoutNames, withoutNames } from '../identities/strip-name-overrides.ts'
import { newRecordId } from '../session/record-id.ts'
import { signRevision } from '../session/revise.ts'
import { freshSeal, readCarriedIdentity } from '../identities/save-source.ts'
import type { Session } from '../session/session.ts'
import { readMergeCheck } from './merged-content.ts'
import { headsToMerge, recordOf, versionsOf } from './versions.ts'

const same = (a: unknown, b: unknown): boolean =>
  canonicalJson(a as Canonical) === canonicalJson(b as Canonical)

const isIn = (part: unknown, whole: unknown, before: unknown): boolean => {
  if (same(part, whole) || same(part, before)) return true
  if (typeof part === 'string' && typeof whole === 'string') return whole.includes(part)
  if (!Array.isArray(part) || !Array.isArray(whole)) return false
  const had = Array.isArray(before) ? before : []
  // Only entries that the draft added must be in the merge; an entry that it removed need not stay
  // removed.
  const known = new Set([...whole, ...had].map((one) => canonicalJson(one as Canonical)))
  return part.every((one) => known.has(canonicalJson(one as Canonical)))
}

/**
 * Whether the merged content contains everything that a draft added to its base. A draft is not in
 * the revision tree: anything the merge leaves out would be lost.
 */
export const holdsDraft = (
  merged: ReportContent,
  draft: ReportContent,
  before: ReportContent,
): boolean =>
  (Object.keys(draft) as (keyof ReportContent)[]).every((key) =>
    isIn(draft[key], merged[key], before[key]),
  )

/** The draft on a record and its base; null if there is none. */
const draftOf = (
  { store }: Session,
  { state, head, content }: RawRecord,
): { readonly draft: ReportContent; readonly before: ReportContent } | null =>
  state !== 'revising' || head === null
    ? null
    : {
        draft: reportWithoutNames(ReportContent.parse(JSON.parse(content))),
        before: reportWithoutNames(
          ReportContent.parse(JSON.parse(store.revisions.get(head).revision.content)),
        ),
      }

/** Whether the reliability of a source differs from that in any of the versions. */
const isGradedAnew = (content: unknown, sides: readonly unknown[]): boolean =>
  sides.some(
    (side) => (side as SourceContent).reliability !== (content as SourceContent).reliability,
  )

/**
 * Files one signed revision, with the content that the user composed, in place of all versions that
 * the user saw. The versions stay in the revision tree. Content left out of a draft, which is not
 * in the tree, becomes a new draft. A protected source is resealed: identities from different lines
 * stay readable, since the new seal says "as before" for all of them.
 *
 * @throws Failure 'conflict' when heads or draft changed since they were seen; 'invalid' when there
 *   is nothing to merge, or the content does not fit; 'not-found', 'in-use', 'read-only',
 *   'storage'.
 */
const mergeRecord = async (
  session: Session,
  { id, rev, heads, content: composed }: Parsed<'records.merge'>,
): Promise<Out<'records.merge'>> => {
  const { store } = session
  const sides = (await versionsOf(session, id)).sides.map((side) => side.content)
  // Read after the versions: if it changed meanwhile, this is a conflict.
  const record = recordOf(session, id)
  const { kind } = record
  const seen = canonicalJson([...heads].sort())
  if (record.rev !== rev || seen !== canonicalJson([...record.heads])) throw new Failure('conflict')
  const parsed = contentSchemas[kind].safeParse(composed)
  if (!parsed.success) throw new Failure('invalid', { fields: ['content'] })
  const content = withoutNames(kind, parsed.data)
  const parents = headsToMerge(record)
  const sourceId = SourceId.parse(id)
  const carried = kind === 'source' ? await readCarriedIdentity(session, sourceId, parents) : null
  const check = await readAhead(
    store,
    () => readMergeCheck(session, id, kind, content, sides),
    createYield(),
  )
  // Synchronous from here on: a record that changed meanwhile is a conflict below.
  check()
  const drafted = draftOf(session, record)
  const keptDraft = store.together(() => {
    const seal = carried && freshSeal(session, sourceId, content as SourceContent, carried)
    const signed = { subject: id, kind, content: content as Canonical, seal, parents }
    const revision = signRevision(session, signed)
    store.records.merge({ id, rev, heads, revision, seal })
    if (kind === 'source') queueWithdrawals(session, sourceId)
    if (kind !== 'source' || isGradedAnew(content, sides)) queueCorrection(session, revision)
    if (drafted === null) return null
    const { draft, before } = drafted
    if (holdsDraft(content as ReportContent, draft, before)) return null
    const kept = newRecordId()
    store.reports.save({ id: ReportId.parse(kept), rev: 0, content: draft })
    return RecordId.parse(kept)
  })
  session.emit({ kind: 'changed' })
  return { keptDraft }
}

type RecordChannel = 'records.conflicts' | 'records.versions' | 'records.merge'

/** Conflicting versions of one record, and merging them. */
export const mergeHandlers = (session: () => Session): Pick<VaultHandlers, RecordChannel> => ({
  'records.conflicts': () => {
    const { store } = session()
    const titled = ({ id, kind, content }: RecordRow) => {
      const title = titleOfContent(kind, content)
      return { id, kind, title }
    }
    return readConsistent(store, store.records.readConflicted(titled))
  },
  'records.versions': ({ id }) => versionsOf(session(), id),
  'records.merge': (input) => mergeRecord(session(), input),
})
