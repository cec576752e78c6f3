import type { ReactElement } from 'react'
import type { ReportRow } from '../../shared/records.ts'
import { useView } from '../app/view-state.ts'
import { useSources } from './names.ts'
import { ReportListRow, useRowMarks } from './report-list-row.tsx'

/** Reports as list items with links. */
export const ReportItems = ({ rows }: { readonly rows: readonly ReportRow[] }): ReactElement => {
  const { select } = useView()
  const { sourceById } = useSources()
  const marks = useRowMarks()
  return (
    <>
      {rows.map((row) => (
        <li key={row.id}>
          <ReportListRow
            row={row}
            sourceById={sourceById}
            marks={marks}
            onOpen={(id) => select('reports', id)}
          />
        </li>
      ))}
    </>
  )
}
