import type { Attachment } from '../../../shared/attachments.ts'
import { AttributionContent, ClaimContent } from '../../../shared/claims.ts'
import type { AttributionId, ReportId, SourceId } from '../../../shared/ids.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { Revision } from '../../../shared/records.ts'
import type { Gathered } from '../../exchange/gather.ts'
import type { Pace } from '../../exchange/pace.ts'
import { chosenFrom } from '../../exchange/sequence.ts'
import type { Phrase } from './export-pools.ts'

/** Of a present revision: its text is looked at by itself. */
export type Head = Pick<ReportContent, 'title' | 'handling'>

export type ReportInFile = {
  /** Every source that any revision of it in the file names, or of a claim of it. */
  readonly sources: Set<SourceId>
  readonly heads: Head[]
  /** Files of any revision, by their digests, as they are called last. */
  readonly files: Map<string, Attachment>
  /** Digests of those that have a cleaned copy, in whichever revision. */
  readonly cleaned: Set<string>
  /** Digests of those of which a copy has something taken out of its pixels, in whichever revision. */
  readonly redacted: Set<string>
  /** Everything that travels because of it. */
  readonly carries: Set<string>
}

const ofKind = function* ({ revisions, records }: Gathered, wanted: Revision['kind']) {
  for (const { kind, at } of records.values()) {
    if (kind === wanted) yield* chosenFrom(revisions, at)
  }
}

/** What a review asks of each report in a file: its texts are looked at by themselves. */
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
    // Whoever says it is asked, also where no revision of the report names them.
    for (const source of sourceIds) report?.sources.add(source)
  }
  for (const { sources, carries } of reports.values()) {
    for (const { id, content } of phrases) if (sources.has(content.sourceId)) carries.add(id)
  }
  return reports
}

/** The phrases in a file, as they are now. */
export const phrasesIn = (
  gathered: Gathered,
  isHead: (revision: Revision) => boolean,
): readonly Phrase[] =>
  [...ofKind(gathered, 'attribution')].filter(isHead).map(({ subject, content }) => ({
    id: subject as string as AttributionId,
    content: AttributionContent.parse(JSON.parse(content)),
  }))
