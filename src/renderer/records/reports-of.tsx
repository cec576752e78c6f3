import type { ReactElement } from 'react'
import { FailureBanner } from '../failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { Button } from '../ui/button.tsx'
import { noFilter, useView } from '../view-state.tsx'
import { useSources } from './names.ts'
import { ReportListRow } from './report-list-row.tsx'
import { useReportPages } from './report-pages.ts'
import type { ReportListFilter } from './report-pages.ts'
import styles from './record-form.module.css'

const shownHere = 20

/** The newest reports of a case or a source, and the way to all of them. */
export const ReportsOf = ({
  filter,
  heading,
  none,
}: {
  readonly filter: Partial<ReportListFilter>
  readonly heading: string
  /** Said where there are none. */
  readonly none: string
}): ReactElement => {
  const text = useText()
  const { select, filterReports, search, go } = useView()
  const { sourceById } = useSources()
  const { rows, total, isPending, refusal } = useReportPages({ ...noFilter, ...filter })
  return (
    <section className={styles['section']}>
      <div className={styles['head']}>
        <h2 className={styles['heading']}>
          {heading} {total > 0 && <span className={styles['quiet']}>{total}</span>}
        </h2>
        {total > 0 && (
          <Button
            size="small"
            onPress={() => {
              search('')
              filterReports({ ...noFilter, ...filter })
              go('reports')
            }}
          >
            {text('cases.allReports')}
          </Button>
        )}
      </div>
      <FailureBanner refusal={refusal} />
      {!isPending && rows.length === 0 && refusal === null && (
        <p className={styles['quiet']}>{none}</p>
      )}
      {rows.length > 0 && (
        <ul className={styles['rows']} aria-label={heading}>
          {rows.slice(0, shownHere).map((row) => (
            <li key={row.id}>
              <ReportListRow
                row={row}
                sourceById={sourceById}
                onOpen={(id) => select('reports', id)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
