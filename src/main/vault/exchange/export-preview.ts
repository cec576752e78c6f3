import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AuthorKey, RecordId, RevisionId } from '../../../shared/ids.ts'
import { titleOfContent } from '../../../shared/record-title.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { Revision } from '../../../shared/records.ts'
import type { Gathered } from '../../exchange/gather.ts'
import { filesOf } from '../../exchange/named-files.ts'
import { revisionsAt } from '../../exchange/filed-revisions.ts'
import { createYield } from '../../exchange/pace.ts'
import { signerName } from '../contacts/trust-status.ts'
import type { Session } from '../session/session.ts'

type Row = Out<'exports.records'>[number]
type ExportPreviewRecord = Out<'exports.record'>
type PreviewContent = ExportPreviewRecord['versions'][number]['after']

/** In reading order. */
const order = ['report', 'claim', 'source', 'attribution', 'case', 'publication'] as const

const contentOf = ({ content }: Revision): PreviewContent => JSON.parse(content) as PreviewContent

const nameOf = ({ kind, content }: Revision): string => titleOfContent(kind, content)

/** Every record in the export, from the same gathered data that the file is made of. */
export const exportPreviewRows = async (gathered: Gathered): Promise<Row[]> => {
  const next = createYield()
  const sealed = sealedBySubject(gathered)
  const rows: Row[] = []
  for (const [subject, place] of gathered.records) {
    const heads = new Set(gathered.heads.get(subject))
    const files = new Set<string>()
    let name = ''
    for (const revision of revisionsAt(gathered.revisions, place)) {
      await next()
      for (const { digest } of filesOf(revision)) files.add(digest)
      if (heads.has(revision.id)) name = nameOf(revision)
    }
    rows.push({
      subject,
      kind: place.kind,
      name,
      revisions: place.at.length,
      files: files.size,
      sealed: sealed.get(subject) ?? 0,
    })
  }
  return rows.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

const sealedBySubject = ({ seals }: Gathered): ReadonlyMap<RecordId, number> => {
  const count = new Map<RecordId, number>()
  for (const { subject } of seals) count.set(subject, (count.get(subject) ?? 0) + 1)
  return count
}

type PreviewFiles = ReadonlyMap<string, ExportPreviewRecord['files'][number]>

const filesIn = (revision: Revision, isOlder: boolean): PreviewFiles => {
  const files = new Map<string, ExportPreviewRecord['files'][number]>()
  if (revision.kind !== 'report') return files
  for (const { cleaned, ...file } of ReportContent.parse(contentOf(revision)).attachments ?? []) {
    const said = ({ name, mediaType, bytes }: typeof file) => ({ name, mediaType, bytes })
    files.set(file.digest, {
      ...said(file),
      is: cleaned === null ? 'not-cleaned' : 'original',
      isOlder,
    })
    if (cleaned !== null) files.set(cleaned.digest, { ...said(cleaned), is: 'cleaned', isOlder })
  }
  return files
}

/** Each file once, as the first revision in this order that names it describes it. */
const firstOfEach = (revisions: readonly PreviewFiles[]): ExportPreviewRecord['files'] => {
  const files = new Map<string, ExportPreviewRecord['files'][number]>()
  for (const named of revisions) {
    for (const [digest, file] of named) if (!files.has(digest)) files.set(digest, file)
  }
  return [...files.values()]
}

/**
 * One record in the export: each newest revision in full, next to its parent or an older revision
 * that the user chose, with everything exported with it. Its files: first those of the newest
 * revisions, with their names there, then those that only older revisions name.
 *
 * @throws Failure 'not-found' for a record or a revision that is not in the export.
 */
export const exportPreviewRecord = async (
  session: Session,
  gathered: Gathered,
  { subject, comparedWith }: Omit<Parsed<'exports.record'>, 'task'>,
): Promise<ExportPreviewRecord> => {
  const next = createYield()
  const { revisions } = gathered
  const place = gathered.records.get(subject)
  if (place === undefined) throw new Failure('not-found')
  const heads = new Set(gathered.heads.get(subject))
  const at = new Map<RevisionId, number>()
  const newest: Revision[] = []
  const older: ExportPreviewRecord['older'] = []
  const filesOfNewest: PreviewFiles[] = []
  const filesOfOlder: PreviewFiles[] = []
  const signers = new Map<AuthorKey, string>()
  const signed = ({ id, author, day }: Revision) => {
    const name = signers.get(author) ?? signerName(session, author)
    signers.set(author, name)
    return { revision: id, author: name, day }
  }
  for (const index of place.at) {
    const revision = revisions.at(index)
    if (revision === undefined) continue
    await next()
    at.set(revision.id, index)
    const isOlder = !heads.has(revision.id)
    if (isOlder) older.push(signed(revision))
    else newest.push(revision)
    ;(isOlder ? filesOfOlder : filesOfNewest).push(filesIn(revision, isOlder))
  }
  if (comparedWith !== null && !at.has(comparedWith)) throw new Failure('not-found')
  const versions: ExportPreviewRecord['versions'] = []
  const befores = new Set<RevisionId | null>()
  for (const revision of newest) {
    await next()
    const index = at.get(comparedWith ?? (revision.parents[0] as RevisionId))
    const before = index === undefined ? undefined : revisions.at(index)
    befores.add(before?.id ?? null)
    versions.push({
      ...signed(revision),
      before: before === undefined ? null : contentOf(before),
      after: contentOf(revision),
    })
  }
  return {
    subject,
    kind: place.kind,
    versions,
    older: older.reverse(),
    comparedWith: befores.size === 1 ? ([...befores][0] ?? null) : null,
    files: firstOfEach([...filesOfNewest, ...filesOfOlder.reverse()]),
    sealed: sealedBySubject(gathered).get(subject) ?? 0,
  }
}
