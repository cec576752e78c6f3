import type { ReactElement } from 'react'
import { CommandButton } from '../commands/command-button.tsx'
import { noFilter, useView } from '../app/view-state.ts'

/** Shown for a case without claims: a link to its reports, where claims are marked. */
export const ToReportsOfCase = ({ caseId }: { readonly caseId: string | null }): ReactElement => {
  const { filterReports, scopeTo, search, go } = useView()
  return (
    <CommandButton
      words="claims.toReports"
      variant="primary"
      onPress={() => {
        search('')
        scopeTo(caseId)
        filterReports(noFilter)
        go('reports')
      }}
    />
  )
}
