import type { ReactElement } from 'react'
import { FailureBanner } from '../data/failure-text.tsx'
import { useFormat } from '../i18n/use-format.ts'
import { CommandButton } from '../commands/command-button.tsx'
import { noFilter, useView } from '../app/view-state.ts'
import { ReportItems } from './report-items.tsx'
import { allReports, useReportPages } from './report-pages.ts'
import type { ReportListFilter } from './report-pages.ts'
import styles from './record-form.module.css'

const shownHere = 20

/** The newest reports of a case or a source, with a link to all. */
export const ReportsOf = ({
  filter,
  heading,
  none,
}: {
  readonly filter: Partial<ReportListFilter>
  readonly heading: string
  /** Text for an empty list. */
  readonly none: string
}): ReactElement => {
  const format = useFormat()
  const { filterReports, scopeTo, search, go } = useView()
  const { rows, total, isPending, failure } = useReportPages({ ...allReports, ...filter })
  return (
    <section className={styles['section']}>
      <div className={styles['head']}>
        <h2 className={styles['heading']}>
          {heading} {total > 0 && <span className={styles['quiet']}>{format.number(total)}</span>}
        </h2>
        {total > 0 && (
          <CommandButton
            words="cases.allReports"
            size="small"
            onPress={() => {
              search('')
              const { caseId = null, ...rest } = filter
              scopeTo(caseId)
              filterReports({ ...noFilter, ...rest })
              go('reports')
            }}
          />
        )}
      </div>
      <FailureBanner failure={failure} />
      {!isPending && rows.length === 0 && failure === null && (
        <p className={styles['quiet']}>{none}</p>
      )}
      {rows.length > 0 && (
        <ul className={styles['rows']} aria-label={heading}>
          <ReportItems rows={rows.slice(0, shownHere)} />
        </ul>
      )}
    </section>
  )
}
