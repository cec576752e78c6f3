import type { ReactElement } from 'react'
import type { Claim } from '../../../shared/claims.ts'
import { useClaims } from '../../claims/use-claims.ts'
import { ClaimRow } from '../../claims/claim-row.tsx'
import { ToReportsOfCase } from '../../claims/to-reports.tsx'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { RecordList } from '../../lists/record-list.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel, SplitView } from '../../ui/panel.tsx'
import { useView } from '../../app/view-state.ts'
import { actOn, doneWords } from './claim-actions.ts'
import type { ClaimAction } from './claim-actions.ts'
import { ClaimRecord } from './claim-record.tsx'
import { ClaimSelectionActions } from './claim-selection-actions.tsx'
import { useClaimArrangement } from './use-claim-arrangement.ts'
import type { ClaimOrder } from './use-claim-arrangement.ts'

const none: readonly Claim[] = []
const remove = { kind: 'remove' } as const
const words = {
  title: 'claims.title',
  list: 'claims.list',
  search: 'selection.filterClaims',
} as const

const useShownClaims = () => {
  const { view } = useView()
  return useClaims({ caseId: view.caseScope, reportId: null })
}

const ClaimList = (): ReactElement => {
  const text = useText()
  const { view, go } = useView()
  const { data, error } = useShownClaims()
  // Supporting or contradicting claims may be in another case.
  const isByStatus = (view.lists.claims.filters['status'] ?? '') !== ''
  const { data: all, error: allError } = useClaims(
    { caseId: null, reportId: null },
    { enabled: isByStatus },
  )
  const arrangement = useClaimArrangement(isByStatus && all !== undefined ? all : none)
  const { caseScope } = view
  return (
    <RecordList<ClaimAction, Claim, ClaimOrder>
      area="claims"
      words={words}
      // The filter needs all claims: until they are loaded, show no list instead of a wrong one.
      items={isByStatus && all === undefined ? undefined : data}
      failure={error ?? allError}
      arrangement={arrangement}
      rowHeight={64}
      nameOf={({ content }) => ({ name: content.statement })}
      actOn={actOn}
      doneWords={doneWords}
      remove={remove}
      chosenActions={(choosing) => <ClaimSelectionActions choosing={choosing} />}
      scope={caseScope ?? ''}
      empty={
        caseScope === null ? (
          <EmptyState
            icon="claims"
            title={text('claims.emptyTitle')}
            action={
              <CommandButton
                words="claims.toReports"
                variant="primary"
                onPress={() => go('reports')}
              />
            }
          >
            <p>{text('claims.emptyText')}</p>
          </EmptyState>
        ) : (
          <EmptyState
            icon="claims"
            title={text('claims.noneInCase')}
            action={<ToReportsOfCase caseId={caseScope} />}
          >
            <p>{text('claims.noneInCaseText')}</p>
          </EmptyState>
        )
      }
    >
      {(item, { onPress, ...row }) => (
        <ClaimRow claim={item} {...row} onOpen={(_, event) => onPress(event)} />
      )}
    </RecordList>
  )
}

/** The list of claims, with the open claim beside it. */
export const ClaimsView = (): ReactElement => {
  const text = useText()
  const { view } = useView()
  const { data: claims = [] } = useShownClaims()
  const selected = view.selected.claims
  return (
    <SplitView
      list={<ClaimList />}
      record={
        selected !== null && selected !== 'new' ? (
          <ClaimRecord key={selected} id={selected} />
        ) : (
          <Panel label={text('claims.chooseTitle')}>
            {claims.length > 0 && (
              <EmptyState icon="claims" title={text('claims.chooseTitle')}>
                <p>{text('claims.chooseText')}</p>
              </EmptyState>
            )}
          </Panel>
        )
      }
    />
  )
}
