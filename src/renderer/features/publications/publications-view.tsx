import type { ReactElement } from 'react'
import type { Publication } from '../../../shared/claims.ts'
import { useDesk } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
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
import { PublicationForm } from './publication-form.tsx'
import { PublicationRecord } from './publication-record.tsx'
import styles from './publications.module.css'

const publicationId = (item: Publication): string => item.id

const PublicationList = (): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { view, select } = useView()
  const { caseById } = useCases()
  const { data: publications, error } = useDesk('publications.list', {})
  const openId = view.selected.publications
  const isReadOnly = useReadOnly()
  const begin = (): void => select('publications', 'new')
  const plus = useFocusOnReturn<HTMLButtonElement>(openId === 'new', openId === null)
  return (
    <Pane
      label={text('publications.title')}
      tone="list"
      scroll={false}
      header={
        <PaneHeader
          title={text('publications.title')}
          {...(publications === undefined || publications.length === 0
            ? {}
            : { count: publications.length })}
          actions={
            <IconButton
              ref={plus}
              icon="plus"
              label={text('publications.new')}
              isDisabled={isReadOnly}
              onPress={begin}
            />
          }
        />
      }
    >
      <FailureBanner refusal={error} />
      {publications?.length === 0 && (
        <EmptyState
          icon="publications"
          title={text('publications.emptyTitle')}
          action={
            <Button variant="primary" icon="plus" isDisabled={isReadOnly} onPress={begin}>
              {text('publications.new')}
            </Button>
          }
        >
          <p>{text('publications.emptyText')}</p>
        </EmptyState>
      )}
      {publications !== undefined && publications.length > 0 && (
        <VirtualList
          label={text('publications.list')}
          items={publications}
          itemKey={publicationId}
          rowHeight={64}
          revealKey={openId}
        >
          {({ id, content, written }, _, tabIndex) => (
            <ListRow
              title={content.title}
              lang={content.language}
              facts={
                <>
                  <ConflictChip id={id} />
                  <span>{caseById.get(content.caseId)?.content.title}</span>
                  <span>
                    {written[0] === undefined
                      ? text('publications.neverWritten')
                      : text('publications.writtenOn', { day: format.day(written[0]) })}
                  </span>
                </>
              }
              isSelected={id === openId}
              tabIndex={tabIndex}
              onPress={() => select('publications', id)}
            />
          )}
        </VirtualList>
      )}
    </Pane>
  )
}

/** The list of publications and the one that is open beside it. */
export const PublicationsView = (): ReactElement => {
  const text = useText()
  const { view, select } = useView()
  const { data: publications = [] } = useDesk('publications.list', {})
  const selected = view.selected.publications
  return (
    <SplitView
      list={<PublicationList />}
      record={
        selected === 'new' ? (
          <Pane label={text('publications.new')}>
            <div className={styles['page']}>
              <RecordTitle>{text('publications.new')}</RecordTitle>
              <PublicationForm
                existing={null}
                onSaved={(saved) => select('publications', saved.id)}
                onCancel={() => select('publications', null)}
              />
            </div>
          </Pane>
        ) : selected === null ? (
          <Pane label={text('publications.chooseTitle')}>
            {publications.length > 0 && (
              <EmptyState icon="publications" title={text('publications.chooseTitle')}>
                <p>{text('publications.chooseText')}</p>
              </EmptyState>
            )}
          </Pane>
        ) : (
          <PublicationRecord key={selected} id={selected} />
        )
      }
    />
  )
}
