import type { ReportId } from '../../shared/ids.ts'
import type { Report, ReportContent, ReportRow } from '../../shared/records.ts'
import { isConflicted } from './conflicts.ts'
import { reportContent } from './report-columns.ts'
import type { Verified } from './record-state.ts'

const excerptLength = 160

/** How far back a word's beginning is looked for; Korean and Chinese may be cut anywhere. */
const wordLength = 24

/** A run of white space, or one that is no plain space: what a line of text shows as one space. */
const spaces = /\s{2,}|[^\S ]/g

/** The first characters on one line, ending with a whole word; never half of a character. */
const excerpt = (body: string): string => {
  const line = body
    .slice(0, excerptLength * 4)
    .replace(spaces, ' ')
    .trim()
  let kept = 0
  let end = 0
  for (let shown = 0; shown < excerptLength && end < line.length; shown += 1) {
    kept = end
    end += (line.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  }
  if (end >= line.length) return line
  const cut = line.slice(0, kept)
  const space = cut.lastIndexOf(' ')
  const isInWord = line[kept] !== ' ' && space > cut.length - wordLength
  return `${(isInWord ? cut.slice(0, space) : cut).trimEnd()}…`
}

export const asReport = ({ row, heads }: Verified): Report => ({
  id: row.id as string as ReportId,
  rev: row.rev,
  updatedDay: row.updated_day,
  state: row.state,
  head: row.head,
  heads: [...heads],
  content: reportContent(row.content),
})

/** `content`: the record's own, where the caller has read it already. */
export const asReportRow = (
  { row, heads }: Verified,
  content: ReportContent = reportContent(row.content),
): ReportRow => ({
  id: row.id as string as ReportId,
  rev: row.rev,
  updatedDay: row.updated_day,
  state: row.state,
  title: content.title,
  excerpt: excerpt(content.body),
  language: content.language,
  eventDate: content.eventDate,
  caseId: content.caseId,
  sourceIds: content.sourceIds,
  tags: content.tags,
  conflicted: isConflicted(row.head, heads),
})
