import type { ReportId } from '../../shared/ids.ts'
import type { Report, ReportRow } from '../../shared/records.ts'
import { isConflicted } from './conflicts.ts'
import { reportContent } from './report-columns.ts'
import type { Verified } from './record-state.ts'

const excerptLength = 160

/** How far back a word's beginning is looked for; Korean and Chinese may be cut anywhere. */
const wordLength = 24

/** The first characters on one line, ending with a whole word; never half of a character. */
const excerpt = (body: string): string => {
  const line = body
    .slice(0, excerptLength * 4)
    .replace(/\s+/g, ' ')
    .trim()
  // A character takes two units at most; one more than is shown tells whether there is more.
  const characters = [...line.slice(0, (excerptLength + 1) * 2)]
  if (characters.length <= excerptLength) return characters.join('')
  const kept = excerptLength - 1
  const cut = characters.slice(0, kept).join('')
  const space = cut.lastIndexOf(' ')
  const isInWord = characters[kept] !== ' ' && space > cut.length - wordLength
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

export const asReportRow = (found: Verified): ReportRow => {
  const { id, rev, updatedDay, state, content } = asReport(found)
  return {
    id,
    rev,
    updatedDay,
    state,
    title: content.title,
    excerpt: excerpt(content.body),
    language: content.language,
    eventDate: content.eventDate,
    caseId: content.caseId,
    sourceIds: content.sourceIds,
    tags: content.tags,
    conflicted: isConflicted(found.row.head, found.heads),
  }
}
