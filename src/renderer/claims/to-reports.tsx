import type { ReactElement } from 'react'
import { CommandButton } from '../commands/command-button.tsx'
import { noFilter, useView } from '../app/view-state.ts'

/** Where a case has no claims yet: the way to its reports, in which they are marked. */
export const ToReportsOfCase = ({ caseId }: { readonly caseId: string | null }): ReactElement => {
  const { filterReports, search, go } = useView()
  return (
    <CommandButton
      words="claims.toReports"
      sign="reports"
      variant="primary"
      onPress={() => {
        search('')
        filterReports({ ...noFilter, caseId })
        go('reports')
      }}
    />
  )
}
