import { useState } from 'react'
import type { ReactElement } from 'react'
import { useVaultQuery } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel, SplitView } from '../../ui/panel.tsx'
import { useView } from '../../app/view-state.ts'
import type { PublicationPart } from './draft.ts'
import { PublicationList } from './publication-list.tsx'
import { NewPublication, PublicationRecord } from './publication-record.tsx'

/** The list of publications, with the open one beside it. */
export const PublicationsView = (): ReactElement => {
  const text = useText()
  const { view, select, selectInstead } = useView()
  const { data: publications = [] } = useVaultQuery('publications.list', {})
  const selected = view.selected.publications
  // Here, so that a new publication stays at its step when it is saved for the first time.
  const [opened, setOpened] = useState<{ id: string; part: PublicationPart } | null>(null)
  const show = (id: string, part: PublicationPart): void => setOpened({ id, part })
  const part = opened !== null && opened.id === selected ? opened.part : null
  return (
    <SplitView
      list={<PublicationList />}
      record={
        selected === 'new' ? (
          <NewPublication
            part={part ?? 'choose'}
            onPart={(next) => show('new', next)}
            onSaved={(saved, next) => {
              show(saved.id, next)
              selectInstead('publications', 'new', saved.id)
            }}
            onCancel={() => select('publications', null)}
          />
        ) : selected === null ? (
          <Panel label={text('publications.chooseTitle')}>
            {publications.length > 0 && (
              <EmptyState icon="publications" title={text('publications.chooseTitle')}>
                <p>{text('publications.chooseText')}</p>
              </EmptyState>
            )}
          </Panel>
        ) : (
          <PublicationRecord
            key={selected}
            id={selected}
            part={part}
            onPart={(next) => show(selected, next)}
          />
        )
      }
    />
  )
}
