import type { ReactElement } from 'react'
import { ToReportsOfCase } from '../../claims/to-reports.tsx'
import { useClaims } from '../../claims/use-claims.ts'
import { CaseScope } from '../../records/case-scope.tsx'
import { useText } from '../../i18n/use-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useView } from '../../app/view-state.ts'
import { ClaimMatrix } from './claim-matrix.tsx'

const OfCase = ({ caseId }: { readonly caseId: string }): ReactElement => {
  const text = useText()
  const { data: claims } = useClaims({ caseId, reportId: null })
  if (claims?.length !== 0) return <ClaimMatrix caseId={caseId} />
  return (
    <EmptyState
      icon="matrix"
      title={text('claims.noneInCase')}
      isHeading
      action={<ToReportsOfCase caseId={caseId} />}
    >
      <p>{text('claims.noneInCaseText')}</p>
    </EmptyState>
  )
}

/** The claims of a case by their independent origins. */
export const MatrixView = (): ReactElement => {
  const text = useText()
  const { view } = useView()
  return (
    <Panel label={text('claims.matrix')}>
      {view.caseScope === null ? (
        <EmptyState
          icon="matrix"
          title={text('claims.matrixChoose')}
          isHeading
          action={<CaseScope />}
        >
          <p>{text('claims.matrixChooseText')}</p>
        </EmptyState>
      ) : (
        <OfCase key={view.caseScope} caseId={view.caseScope} />
      )}
    </Panel>
  )
}
