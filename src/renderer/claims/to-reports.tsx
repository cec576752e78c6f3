import type { ReactElement } from 'react'
import { CommandButton } from '../commands/command-button.tsx'
import { noFilter, useView } from '../app/view-state.ts'

/** Shown for a case without claims: a link to its reports, where claims are marked. */
export const ToReportsOfCase = ({ caseId }: { readonly caseId: string | null }): ReactElement => {
  const { filterReports, search, go } = useView()
  return (
    <CommandButton
      words="claims.toReports"
      variant="primary"
      onPress={() => {
        search('')
        filterReports({ ...noFilter, caseId })
        go('reports')
      }}
    />
  )
}
