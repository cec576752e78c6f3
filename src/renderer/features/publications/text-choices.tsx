import type { ReactElement } from 'react'
import { FailureBanner } from '../../data/failure-text.tsx'
import { CommandButton } from '../../commands/command-button.tsx'
import { allReports, useReportPages } from '../../records/report-pages.ts'
import type { DraftText } from './draft.ts'
import { TextChoice } from './text-choice.tsx'
import styles from './publications.module.css'

/** The reports of a case with a filed text, those being revised first, page by page. */
export const TextChoices = ({
  caseId,
  chosen,
  onChange,
}: {
  readonly caseId: string
  readonly chosen: readonly DraftText[]
  /** null removes it from the publication. */
  readonly onChange: (id: string, printed: DraftText | null) => void
}): ReactElement => {
  const revising = useReportPages({ ...allReports, caseId, state: 'revising' })
  const filed = useReportPages({ ...allReports, caseId, state: 'filed' })
  const all = [revising, filed]
  // The state of a report can change between two pages, so a row may be in both.
  const rows = [...new Map(all.flatMap((pages) => pages.rows).map((row) => [row.id, row])).values()]
  const left = revising.total + filed.total - rows.length
  const hasMore = all.some((pages) => pages.hasMore)
  return (
    <>
      <FailureBanner failure={revising.failure ?? filed.failure} />
      <ul className={styles['choices']}>
        {rows.map((row) => (
          <TextChoice
            key={row.id}
            row={row}
            printed={chosen.find(({ reportId }) => reportId === row.id)}
            onChange={(next) => onChange(row.id, next)}
          />
        ))}
      </ul>
      {hasMore && (
        <div>
          <CommandButton
            words="publications.moreTexts"
            values={{ count: left }}
            size="small"
            isPending={all.some((pages) => pages.isLoadingMore)}
            onPress={() => all.forEach((pages) => pages.loadMore())}
          />
        </div>
      )}
    </>
  )
}
