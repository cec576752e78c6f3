import type { CaseId, SourceId } from '../../shared/ids.ts'
import type { ReportOrder, ReportRow, ReportState } from '../../shared/records.ts'

export type ReportFilter = {
  readonly caseId: CaseId | null
  readonly sourceId: SourceId | null
  readonly state: ReportState | null
  /** `newest` when left out. */
  readonly order?: ReportOrder | undefined
  readonly cursor: string | null
  /** Rows that are passed over, from the cursor on. */
  readonly skip?: number | undefined
  readonly limit: number
}

export type ReportPage = {
  readonly rows: ReportRow[]
  readonly next: string | null
  readonly total: number
}

export type SearchHit = {
  readonly row: ReportRow
  readonly field: 'title' | 'body' | 'translation' | 'filter'
  readonly snippet: string
  /** [start, end) in UTF-16 code units of `snippet`. */
  readonly marks: [number, number][]
}

export type SearchResult = {
  readonly hits: SearchHit[]
  /** Counting stops at 10 000. */
  readonly total: number
  readonly unknown: string[]
}
