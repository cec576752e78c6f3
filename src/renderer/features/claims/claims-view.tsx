import type { ReactElement } from 'react'
import type { Claim } from '../../../shared/claims.ts'
import { useDesk } from '../../bridge.ts'
import { ClaimRow } from '../../claims/claim-row.tsx'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useCases } from '../../records/names.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Pane, PaneHeader, SplitView } from '../../ui/pane.tsx'
import { Select } from '../../ui/select.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { useView } from '../../view-state.tsx'
import { ClaimMatrix } from './claim-matrix.tsx'
import { ClaimRecord } from './claim-record.tsx'

const claimId = (item: Claim): string => item.id

const useShownClaims = () => {
  const { view } = useView()
  return useDesk('claims.list', { caseId: view.claimCase, reportId: null })
}

const ClaimList = (): ReactElement => {
  const text = useText()
  const { view, select, filterClaims, go } = useView()
  const { cases } = useCases()
  const { data: claims, error } = useShownClaims()
  const openId = view.selected.claims
  const { claimCase } = view
  return (
    <Pane
      label={text('claims.title')}
      tone="list"
      scroll={false}
      header={
        <PaneHeader
          title={text('claims.title')}
          {...(claims === undefined || claims.length === 0 ? {} : { count: claims.length })}
          actions={
            claimCase !== null &&
            openId !== null && (
              <IconButton
                icon="panel"
                label={text('claims.overview')}
                onPress={() => select('claims', null)}
              />
            )
          }
        >
          {cases.length > 0 && (
            <Select
              label={text('claims.case')}
              hideLabel
              size="small"
              value={claimCase ?? ''}
              options={[
                { value: '', label: text('claims.allCases') },
                ...cases.map((item) => ({ value: item.id as string, label: item.content.title })),
              ]}
              onChange={(id) => {
                filterClaims(id === '' ? null : id)
                select('claims', null)
              }}
            />
          )}
        </PaneHeader>
      }
    >
      <FailureBanner refusal={error} />
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
          <EmptyState icon="claims" title={text('claims.noneInCase')} />
        ))}
      {claims !== undefined && claims.length > 0 && (
        <VirtualList
          label={text('claims.list')}
          items={claims}
          itemKey={claimId}
          rowHeight={64}
          revealKey={openId}
        >
          {(item, _, tabIndex) => (
            <ClaimRow
              claim={item}
              isSelected={item.id === openId}
              tabIndex={tabIndex}
              onOpen={(id) => select('claims', id)}
            />
          )}
        </VirtualList>
      )}
    </Pane>
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
