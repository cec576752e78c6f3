import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useSources } from '../../records/names.ts'
import { RecordTitle } from '../../records/record-title.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel, SplitView } from '../../ui/panel.tsx'
import { useView } from '../../app/view-state.ts'
import { SourceForm } from './source-form.tsx'
import { SourceList } from './source-list.tsx'
import { SourceRecord } from './source-record.tsx'
import styles from '../../records/record-form.module.css'

/** The list of sources, with the open source beside it. */
export const SourcesView = (): ReactElement => {
  const text = useText()
  const { view, select, selectInstead } = useView()
  const selected = view.selected.sources
  const { sources } = useSources()
  return (
    <SplitView
      list={<SourceList />}
      record={
        selected === 'new' ? (
          <Panel label={text('sources.new')}>
            <div className={styles['page']}>
              <RecordTitle>{text('sources.new')}</RecordTitle>
              <SourceForm
                existing={null}
                onSaved={(saved) => selectInstead('sources', 'new', saved.id)}
                onCancel={() => select('sources', null)}
                onReload={() => undefined}
              />
            </div>
          </Panel>
        ) : selected === null ? (
          <Panel label={text('sources.chooseTitle')}>
            {sources.length > 0 && (
              <EmptyState icon="sources" title={text('sources.chooseTitle')}>
                <p>{text('sources.chooseText')}</p>
              </EmptyState>
            )}
          </Panel>
        ) : (
          <SourceRecord key={selected} id={selected} />
        )
      }
    />
  )
}
