import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../../shared/ids.ts'
import { titleOfContent } from '../../../shared/record-title.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { Revision } from '../../../shared/records.ts'
import type { Gathered } from '../../exchange/gather.ts'
import { filesNamedIn } from '../../exchange/named-files.ts'
import { revisionsAt } from '../../exchange/filed-revisions.ts'
import { signerName } from '../contacts/trust-status.ts'
import type { Session } from '../session/session.ts'

type Row = Out<'exports.records'>[number]
type ExportPreviewRecord = Out<'exports.record'>
type PreviewContent = ExportPreviewRecord['versions'][number]['after']

/** In reading order. */
const order = ['report', 'claim', 'source', 'attribution', 'case', 'publication'] as const

const contentOf = ({ content }: Revision): PreviewContent => JSON.parse(content) as PreviewContent

const nameOf = ({ kind, content }: Revision): string => titleOfContent(kind, content)

/** A record's revisions, oldest first. */
const historyOf = ({ revisions, records }: Gathered, id: RecordId): Revision[] =>
  revisionsAt(revisions, records.get(id) ?? { at: [] })

/** The heads among the revisions in the file: the recipient sees these first. */
const newestOf = (history: readonly Revision[]): Revision[] => {
  const followed = new Set(history.flatMap(({ parents }) => parents))
  return history.filter(({ id }) => !followed.has(id))
}

const sealedIn = ({ seals }: Gathered, id: RecordId): number =>
  seals.filter(({ subject }) => subject === id).length

/** Every record in the export, from the same gathered data that the file is made of. */
export const exportPreviewRows = (gathered: Gathered): Row[] =>
  [...gathered.records.keys()]
    .flatMap((subject): Row[] => {
      const history = historyOf(gathered, subject)
      const newest = newestOf(history).at(-1)
      if (newest === undefined) return []
      return [
        {
          subject,
          kind: newest.kind,
          name: nameOf(newest),
          revisions: history.length,
          files: filesNamedIn(history).length,
          sealed: sealedIn(gathered, subject),
        },
      ]
    })
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))

const filesIn = (revision: Revision): ReadonlyMap<string, ExportPreviewRecord['files'][number]> => {
  const files = new Map<string, ExportPreviewRecord['files'][number]>()
  if (revision.kind !== 'report') return files
  for (const { cleaned, ...file } of ReportContent.parse(contentOf(revision)).attachments ?? []) {
    const said = ({ name, mediaType, bytes }: typeof file) => ({ name, mediaType, bytes })
    files.set(file.digest, {
      ...said(file),
      is: cleaned === null ? 'not-cleaned' : 'original',
      isOlder: false,
    })
    if (cleaned !== null) {
      files.set(cleaned.digest, { ...said(cleaned), is: 'cleaned', isOlder: false })
    }
  }
  return files
}

/**
 * Files of the newest revisions first, with their names there; then files that only older revisions
 * name.
 */
const filesOf = (
  history: readonly Revision[],
  newest: readonly Revision[],
): ExportPreviewRecord['files'] => {
  const files = new Map<string, ExportPreviewRecord['files'][number]>()
  const older = history.filter((revision) => !newest.includes(revision)).reverse()
  for (const revision of [...newest, ...older]) {
    for (const [digest, file] of filesIn(revision)) {
      if (files.has(digest)) continue
      files.set(digest, { ...file, isOlder: !newest.includes(revision) })
    }
  }
  return [...files.values()]
}

/**
 * One record in the export: each newest revision in full, next to its parent or an older revision
 * that the user chose, with everything exported with it.
 *
 * @throws Failure 'not-found' for a record or a revision that is not in the export.
 */
export const exportPreviewRecord = (
  session: Session,
  gathered: Gathered,
  { subject, beside }: Omit<Parsed<'exports.record'>, 'task'>,
): ExportPreviewRecord => {
  const history = historyOf(gathered, subject)
  const byId = new Map<RevisionId, Revision>(history.map((revision) => [revision.id, revision]))
  const newest = newestOf(history)
  const [first] = newest
  if (first === undefined) throw new Failure('not-found')
  if (beside !== null && !byId.has(beside)) throw new Failure('not-found')
  const beforeOf = ({ parents }: Revision): Revision | undefined =>
    byId.get(beside ?? (parents[0] as RevisionId))
  const signed = ({ id, author, day }: Revision) => ({
    revision: id,
    author: signerName(session, author),
    day,
  })
  const befores = new Set(newest.map((revision) => beforeOf(revision)?.id ?? null))
  return {
    subject,
    kind: first.kind,
    versions: newest.map((revision) => {
      const before = beforeOf(revision)
      return {
        ...signed(revision),
        before: before === undefined ? null : contentOf(before),
        after: contentOf(revision),
      }
    }),
    older: history
      .filter((revision) => !newest.includes(revision))
      .reverse()
      .map(signed),
    beside: befores.size === 1 ? ([...befores][0] ?? null) : null,
    files: filesOf(history, newest),
    sealed: sealedIn(gathered, subject),
  }
}
