import type { ReactElement } from 'react'
import { useVaultQuery } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { RecordTitle } from '../../records/record-title.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel, SplitView } from '../../ui/panel.tsx'
import { useView } from '../../app/view-state.ts'
import { PublicationForm } from './publication-form.tsx'
import { PublicationList } from './publication-list.tsx'
import { PublicationRecord } from './publication-record.tsx'
import styles from './publications.module.css'

/** The list of publications, with the open one beside it. */
export const PublicationsView = (): ReactElement => {
  const text = useText()
  const { view, select, selectInstead } = useView()
  const { data: publications = [] } = useVaultQuery('publications.list', {})
  const selected = view.selected.publications
  return (
    <SplitView
      list={<PublicationList />}
      record={
        selected === 'new' ? (
          <Panel label={text('publications.new')}>
            <div className={styles['page']}>
              <RecordTitle>{text('publications.new')}</RecordTitle>
              <PublicationForm
                existing={null}
                onSaved={(saved) => selectInstead('publications', 'new', saved.id)}
                onCancel={() => select('publications', null)}
              />
            </div>
          </Panel>
        ) : selected === null ? (
          <Panel label={text('publications.chooseTitle')}>
            {publications.length > 0 && (
              <EmptyState icon="publications" title={text('publications.chooseTitle')}>
                <p>{text('publications.chooseText')}</p>
              </EmptyState>
            )}
          </Panel>
        ) : (
          <PublicationRecord key={selected} id={selected} />
        )
      }
    />
  )
}
