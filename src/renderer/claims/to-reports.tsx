import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Button } from '../ui/button.tsx'
import { noFilter, useView } from '../view-state.tsx'

/** Where a case has no claims yet: the way to its reports, in which they are marked. */
export const ToReportsOfCase = ({ caseId }: { readonly caseId: string | null }): ReactElement => {
  const text = useText()
  const { filterReports, search, go } = useView()
  return (
    <Button
      variant="primary"
      onPress={() => {
        search('')
        filterReports({ ...noFilter, caseId })
        go('reports')
      }}
    >
      {text('claims.toReports')}
    </Button>
  )
}
