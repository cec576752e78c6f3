import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useCases } from '../../records/names.ts'
import { RecordTitle } from '../../records/record-title.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel, SplitView } from '../../ui/panel.tsx'
import { useView } from '../../app/view-state.ts'
import { CaseForm } from './case-form.tsx'
import { CaseList } from './case-list.tsx'
import { CaseRecord } from './case-record.tsx'
import styles from '../../records/record-form.module.css'

/** The list of cases, with the open case beside it. */
export const CasesView = (): ReactElement => {
  const text = useText()
  const { view, select, selectInstead } = useView()
  const selected = view.selected.cases
  const { cases } = useCases()
  return (
    <SplitView
      list={<CaseList />}
      record={
        selected === 'new' ? (
          <Panel label={text('cases.new')}>
            <div className={styles['page']}>
              <RecordTitle>{text('cases.new')}</RecordTitle>
              <CaseForm
                existing={null}
                onSaved={(saved) => selectInstead('cases', 'new', saved.id)}
                onCancel={() => select('cases', null)}
                onReload={() => undefined}
              />
            </div>
          </Panel>
        ) : selected === null ? (
          <Panel label={text('cases.chooseTitle')}>
            {cases.length > 0 && (
              <EmptyState icon="cases" title={text('cases.chooseTitle')}>
                <p>{text('cases.chooseText')}</p>
              </EmptyState>
            )}
          </Panel>
        ) : (
          <CaseRecord key={selected} id={selected} />
        )
      }
    />
  )
}
