import type { Attachment } from '../../../shared/attachments.ts'
import { AttributionContent, ClaimContent } from '../../../shared/claims.ts'
import type { AttributionId, ReportId, SourceId } from '../../../shared/ids.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { Revision } from '../../../shared/records.ts'
import type { Gathered } from '../../exchange/gather.ts'
import type { Pace } from '../../exchange/pace.ts'
import { revisionsAt } from '../../exchange/filed-revisions.ts'
import type { Phrase } from './export-pools.ts'

/** Of a current revision; its text is checked separately. */
export type Head = Pick<ReportContent, 'title' | 'handling'>

export type ReportInFile = {
  /** Every source named by a revision of the report, or of its claims, in the file. */
  readonly sources: Set<SourceId>
  readonly heads: Head[]
  /** Files of all revisions by digest, with their latest names. */
  readonly files: Map<string, Attachment>
  /** Digests of files with a cleaned copy in any revision. */
  readonly cleaned: Set<string>
  /** Digests of files with a copy in any revision that had content removed from its pixels. */
  readonly redacted: Set<string>
  /** Ids of everything that is exported because of the report. */
  readonly carries: Set<string>
}

const ofKind = function* ({ revisions, records }: Gathered, wanted: Revision['kind']) {
  for (const place of records.values()) {
    if (place.kind === wanted) yield* revisionsAt(revisions, place)
  }
}

/** What a review needs to know of each report in a file; its texts are checked separately. */
export const reportsIn = async (
  gathered: Gathered,
  isHead: (revision: Revision) => boolean,
  phrases: readonly Phrase[],
  pace: Pace,
): Promise<Map<ReportId, ReportInFile>> => {
  const reports = new Map<ReportId, ReportInFile>()
  for (const revision of ofKind(gathered, 'report')) {
    await pace(0, gathered.records.size)
    const key = revision.subject as string as ReportId
    const report: ReportInFile = reports.get(key) ?? {
      sources: new Set(),
      heads: [],
      files: new Map(),
      cleaned: new Set(),
      redacted: new Set(),
      carries: new Set<string>([key]),
    }
    reports.set(key, report)
    const content = ReportContent.parse(JSON.parse(revision.content))
    for (const source of content.sourceIds) {
      report.sources.add(source)
      report.carries.add(source)
    }
    for (const file of content.attachments ?? []) {
      report.files.set(file.digest, file)
      if (file.cleaned !== null) report.cleaned.add(file.digest)
      if (file.cleaned?.redacted === true) report.redacted.add(file.digest)
    }
    if (!isHead(revision)) continue
    report.heads.push({ title: content.title, handling: content.handling })
    if (content.caseId !== null) report.carries.add(content.caseId)
  }
  for (const { subject, content } of ofKind(gathered, 'claim')) {
    await pace(0, gathered.records.size)
    const { reportId, sourceIds = [] } = ClaimContent.parse(JSON.parse(content))
    const report = reports.get(reportId)
    for (const id of [subject, ...sourceIds]) report?.carries.add(id)
    // The sources of a claim need consent too, even if no revision of the report names them.
    for (const source of sourceIds) report?.sources.add(source)
  }
  const phrasesOf = new Map<SourceId, AttributionId[]>()
  for (const { id, content } of phrases) {
    const known = phrasesOf.get(content.sourceId)
    if (known === undefined) phrasesOf.set(content.sourceId, [id])
    else known.push(id)
  }
  for (const { sources, carries } of reports.values()) {
    for (const source of sources) for (const id of phrasesOf.get(source) ?? []) carries.add(id)
  }
  return reports
}

/** The current phrases in a file. */
export const phrasesIn = async (
  gathered: Gathered,
  isHead: (revision: Revision) => boolean,
  pace: Pace,
): Promise<readonly Phrase[]> => {
  const phrases: Phrase[] = []
  for (const revision of ofKind(gathered, 'attribution')) {
    await pace(0, gathered.records.size)
    if (!isHead(revision)) continue
    const content = AttributionContent.parse(JSON.parse(revision.content))
    phrases.push({ id: revision.subject as string as AttributionId, content })
  }
  return phrases
}
