import type { ReactElement } from 'react'
import type { Claim } from '../../../shared/claims.ts'
import { useClaims } from '../../claims/use-claims.ts'
import { CaseFilter } from '../../claims/case-filter.tsx'
import { ClaimRow } from '../../claims/claim-row.tsx'
import { FailureBanner } from '../../failure-text.tsx'
import { ToReportsOfCase } from '../../claims/to-reports.tsx'
import { useText } from '../../i18n/use-text.ts'
import { claimOrders, OrderButton, useOrderedClaims } from '../../records/list-order.tsx'
import { BulkReport } from '../../selection/bulk-report.tsx'
import { useChoosing } from '../../selection/use-choosing.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Pane, PaneHeader, SplitView } from '../../ui/pane.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { useView } from '../../view-state.tsx'
import { actOn, doneWords } from './claim-acts.ts'
import type { ClaimAct } from './claim-acts.ts'
import { ClaimMatrix } from './claim-matrix.tsx'
import { ClaimRecord } from './claim-record.tsx'
import { ClaimsChosen } from './claims-chosen.tsx'
import styles from '../../selection/selection.module.css'

const claimId = (item: Claim): string => item.id
const none: readonly Claim[] = []

const useShownClaims = () => {
  const { view } = useView()
  return useClaims({ caseId: view.claimCase, reportId: null })
}

const ClaimList = (): ReactElement => {
  const text = useText()
  const { view, select, orderClaims, go } = useView()
  const { data, error } = useShownClaims()
  const claims = useOrderedClaims(data, view.claimOrder)
  const openId = view.selected.claims
  const { claimCase } = view
  const choosing = useChoosing<ClaimAct, Claim>({
    items: claims ?? none,
    list: `${claimCase ?? ''} ${view.claimOrder}`,
    openId,
    onClose: () => select('claims', null),
    remove: { kind: 'remove' },
    actOn,
    doneWords,
  })
  const { selection, bulk } = choosing
  return (
    <div ref={choosing.pane} className={styles['pane']}>
      <Pane
        label={text('claims.title')}
        tone="list"
        scroll={false}
        header={
          selection.isOpen || bulk.running !== null ? (
            <ClaimsChosen choosing={choosing} />
          ) : (
            <PaneHeader
              title={text('claims.title')}
              {...(claims === undefined || claims.length === 0 ? {} : { count: claims.length })}
              actions={
                <>
                  {claimCase !== null && openId !== null && (
                    <IconButton
                      icon="panel"
                      label={text('claims.overview')}
                      onPress={() => select('claims', null)}
                    />
                  )}
                  <IconButton
                    icon="choose"
                    label={text('selection.several')}
                    isDisabled={(claims?.length ?? 0) === 0}
                    onPress={selection.begin}
                  />
                  <OrderButton
                    orders={claimOrders}
                    value={view.claimOrder}
                    onChange={orderClaims}
                  />
                </>
              }
            >
              <CaseFilter onChange={() => select('claims', null)} />
            </PaneHeader>
          )
        }
      >
        <FailureBanner refusal={error} />
        {bulk.result !== null && (
          <BulkReport
            result={bulk.result}
            nameOf={({ content }) => ({ name: content.statement })}
            onClose={bulk.close}
          />
        )}
        {claims?.length === 0 &&
          (claimCase === null ? (
            <EmptyState
              icon="claims"
              title={text('claims.emptyTitle')}
              action={
                <Button variant="primary" onPress={() => go('reports')}>
                  {text('claims.toReports')}
                </Button>
              }
            >
              <p>{text('claims.emptyText')}</p>
            </EmptyState>
          ) : (
            <EmptyState
              icon="claims"
              title={text('claims.noneInCase')}
              action={<ToReportsOfCase caseId={claimCase} />}
            >
              <p>{text('claims.noneInCaseText')}</p>
            </EmptyState>
          ))}
        {claims !== undefined && claims.length > 0 && (
          <VirtualList
            ref={choosing.rows}
            onStep={choosing.onStep}
            label={text('claims.list')}
            items={claims}
            itemKey={claimId}
            rowHeight={64}
            revealKey={openId}
          >
            {(item, index, tabIndex) => (
              <ClaimRow
                claim={item}
                isSelected={item.id === openId}
                tabIndex={tabIndex}
                choice={choosing.choiceOf(item, index)}
                onOpen={(id, event) => choosing.press(index, event, () => select('claims', id))}
              />
            )}
          </VirtualList>
        )}
      </Pane>
    </div>
  )
}

/** The list of claims; beside it the claim that is open, or all claims of a case by their origins. */
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
        ) : view.claimCase !== null && claims.length > 0 ? (
          <Pane label={text('claims.matrix')}>
            <ClaimMatrix caseId={view.claimCase} />
          </Pane>
        ) : (
          <Pane label={text('claims.chooseTitle')}>
            {claims.length > 0 && (
              <EmptyState icon="claims" title={text('claims.chooseTitle')}>
                <p>{text('claims.chooseText')}</p>
              </EmptyState>
            )}
          </Pane>
        )
      }
    />
  )
}
