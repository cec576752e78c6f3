import type { ReactElement } from 'react'
import type { Case } from '../../../shared/records.ts'
import { useDesk } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useCases } from '../../records/names.ts'
import { RecordTitle } from '../../records/record-title.tsx'
import { useReadOnly } from '../../records/use-read-only.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFocusOnReturn } from '../../ui/focus.ts'
import { ListRow } from '../../ui/list-row.tsx'
import { Pane, PaneHeader, SplitView } from '../../ui/pane.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { ConflictChip } from '../../versions/conflicts.tsx'
import { useView } from '../../view-state.tsx'
import { CaseForm } from './case-form.tsx'
import { CaseRecord } from './case-record.tsx'
import { CaseStatusChip } from './case-status-chip.tsx'
import styles from '../../records/record-form.module.css'

const caseId = (item: Case): string => item.id

const CaseList = (): ReactElement => {
  const text = useText()
  const { view, select } = useView()
  const { data: cases, error } = useDesk('cases.list', {})
  const openId = view.selected.cases
  const isReadOnly = useReadOnly()
  const begin = (): void => select('cases', 'new')
  const plus = useFocusOnReturn<HTMLButtonElement>(openId === 'new', openId === null)
  return (
    <Pane
      label={text('cases.title')}
      tone="list"
      scroll={false}
      header={
        <PaneHeader
          title={text('cases.title')}
          {...(cases === undefined || cases.length === 0 ? {} : { count: cases.length })}
          actions={
            <IconButton
              ref={plus}
              icon="plus"
              label={text('cases.new')}
              isDisabled={isReadOnly}
              onPress={begin}
            />
          }
        />
      }
    >
      <FailureBanner refusal={error} />
      {cases?.length === 0 && (
        <EmptyState
          icon="cases"
          title={text('cases.emptyTitle')}
          action={
            <Button variant="primary" icon="plus" onPress={begin}>
              {text('cases.new')}
            </Button>
          }
        >
          <p>{text('cases.emptyText')}</p>
        </EmptyState>
      )}
      {cases !== undefined && cases.length > 0 && (
        <VirtualList
          label={text('cases.list')}
          items={cases}
          itemKey={caseId}
          rowHeight={80}
          revealKey={openId}
        >
          {(item, _, tabIndex) => (
            <ListRow
              title={item.content.title}
              {...(item.content.question === '' ? {} : { detail: item.content.question })}
              facts={
                <>
                  <ConflictChip id={item.id} />
                  <span>{text('reports.count', { count: item.reports })}</span>
                </>
              }
              end={<CaseStatusChip status={item.content.status} />}
              isSelected={item.id === openId}
              tabIndex={tabIndex}
              onPress={() => select('cases', item.id)}
            />
          )}
        </VirtualList>
      )}
    </Pane>
  )
}

/** The list of cases and the case that is open beside it. */
export const CasesView = (): ReactElement => {
  const text = useText()
  const { view, select } = useView()
  const selected = view.selected.cases
  const { cases } = useCases()
  return (
    <SplitView
      list={<CaseList />}
      record={
        selected === 'new' ? (
          <Pane label={text('cases.new')}>
            <div className={styles['page']}>
              <RecordTitle>{text('cases.new')}</RecordTitle>
              <CaseForm
                existing={null}
                onSaved={(saved) => select('cases', saved.id)}
                onCancel={() => select('cases', null)}
                onReload={() => undefined}
              />
            </div>
          </Pane>
        ) : selected === null ? (
          <Pane label={text('cases.chooseTitle')}>
            {cases.length > 0 && (
              <EmptyState icon="cases" title={text('cases.chooseTitle')}>
                <p>{text('cases.chooseText')}</p>
              </EmptyState>
            )}
          </Pane>
        ) : (
          <CaseRecord key={selected} id={selected} />
        )
      }
    />
  )
}
