import type { ReactElement } from 'react'
import type { Source } from '../../../shared/records.ts'
import { useDesk } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { OrderButton, sourceOrders, useOrderedSources } from '../../records/list-order.tsx'
import { sourceName, useSources } from '../../records/names.ts'
import {
  regionWords,
  reliabilityWords,
  roleWords,
  sourceKindWords,
} from '../../records/vocabulary.ts'
import { RecordTitle } from '../../records/record-title.tsx'
import { useReadOnly } from '../../records/use-read-only.ts'
import { BulkReport } from '../../selection/bulk-report.tsx'
import { ChoiceBox } from '../../ui/choice-box.tsx'
import { ChosenHead } from '../../selection/chosen-head.tsx'
import { useChoosing } from '../../selection/use-choosing.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useFocusOnReturn } from '../../ui/focus.ts'
import { ListRow } from '../../ui/list-row.tsx'
import { Pane, PaneHeader, SplitView } from '../../ui/pane.tsx'
import { Chip } from '../../ui/tag.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { ConflictChip } from '../../versions/conflicts.tsx'
import { useView } from '../../view-state.tsx'
import { localDay } from '../../records/whole-day.ts'
import { checkInOn } from './check-in.ts'
import { actOn } from './source-acts.ts'
import type { SourceAct } from './source-acts.ts'
import { SourceForm } from './source-form.tsx'
import { SourceRecord } from './source-record.tsx'
import styles from '../../records/record-form.module.css'
import chosen from '../../selection/selection.module.css'

/** The one thing to know about contact before a source is opened. */
const ContactChip = ({ content }: { readonly content: Source['content'] }): ReactElement | null => {
  const text = useText()
  if (content.doNotContact) return <Chip tone="danger">{text('sources.doNotContact')}</Chip>
  const state = checkInOn(content.checkInDue, localDay())
  if (state === 'none') return null
  return (
    <Chip tone={state === 'overdue' ? 'warn' : 'plain'} icon="clock">
      {text(state === 'overdue' ? 'sources.overdueShort' : 'sources.dueTodayShort')}
    </Chip>
  )
}

const sourceId = (item: Source): string => item.id
const none: readonly Source[] = []
const doneWords = { remove: 'selection.doneRemoveSources' } as const

const SourceList = (): ReactElement => {
  const text = useText()
  const { view, select, orderSources } = useView()
  const { data, error } = useDesk('sources.list', {})
  const sources = useOrderedSources(data, view.sourceOrder)
  const openId = view.selected.sources
  const isReadOnly = useReadOnly()
  const begin = (): void => select('sources', 'new')
  const plus = useFocusOnReturn<HTMLButtonElement>(openId === 'new', openId === null)
  const choosing = useChoosing<SourceAct, Source>({
    items: sources ?? none,
    list: view.sourceOrder,
    openId,
    onClose: () => select('sources', null),
    remove: { kind: 'remove' },
    actOn,
    doneWords,
  })
  const { selection, bulk } = choosing
  return (
    <div ref={choosing.pane} className={chosen['pane']}>
      <Pane
        label={text('sources.title')}
        tone="list"
        scroll={false}
        header={
          selection.isOpen || bulk.running !== null ? (
            <ChosenHead
              selection={selection}
              bulk={bulk}
              onRemove={() => choosing.act({ kind: 'remove' })}
            />
          ) : (
            <PaneHeader
              title={text('sources.title')}
              {...(sources === undefined || sources.length === 0 ? {} : { count: sources.length })}
              actions={
                <>
                  <IconButton
                    icon="choose"
                    label={text('selection.several')}
                    isDisabled={(sources?.length ?? 0) === 0}
                    onPress={selection.begin}
                  />
                  <OrderButton
                    orders={sourceOrders}
                    value={view.sourceOrder}
                    onChange={orderSources}
                  />
                  <IconButton
                    ref={plus}
                    icon="plus"
                    label={text('sources.new')}
                    isDisabled={isReadOnly}
                    onPress={begin}
                  />
                </>
              }
            />
          )
        }
      >
        <FailureBanner refusal={error} />
        {bulk.result !== null && (
          <BulkReport
            result={bulk.result}
            nameOf={(source) => ({ name: sourceName(source) })}
            onClose={bulk.close}
          />
        )}
        {sources?.length === 0 && (
          <EmptyState
            icon="sources"
            title={text('sources.emptyTitle')}
            action={
              <Button variant="primary" icon="plus" onPress={begin}>
                {text('sources.new')}
              </Button>
            }
          >
            <p>{text('sources.emptyText')}</p>
          </EmptyState>
        )}
        {sources !== undefined && sources.length > 0 && (
          <VirtualList
            ref={choosing.rows}
            onStep={choosing.onStep}
            label={text('sources.list')}
            items={sources}
            itemKey={sourceId}
            rowHeight={64}
            revealKey={openId}
          >
            {(item, index, tabIndex) => {
              const { content } = item
              const choice = choosing.choiceOf(item, index)
              return (
                <ListRow
                  title={sourceName(item)}
                  facts={
                    <>
                      <ConflictChip id={item.id} />
                      <Icon name={content.kind === 'protected' ? 'shield' : 'person'} size={14} />
                      <span>{text(sourceKindWords[content.kind])}</span>
                      {content.role !== 'unstated' && <span>{text(roleWords[content.role])}</span>}
                      {content.region !== 'unstated' && (
                        <span>{text(regionWords[content.region])}</span>
                      )}
                      <span>{text('sources.reportsCount', { count: item.reports })}</span>
                    </>
                  }
                  end={
                    <>
                      <ContactChip content={content} />
                      <Chip>
                        <span aria-hidden="true">{content.reliability}</span>
                        <VisuallyHidden>
                          {text(reliabilityWords[content.reliability])}
                        </VisuallyHidden>
                      </Chip>
                    </>
                  }
                  isSelected={item.id === openId}
                  tabIndex={tabIndex}
                  isChosen={choice.isChosen}
                  lead={choice.isShown && <ChoiceBox name={sourceName(item)} choice={choice} />}
                  onPress={(event) =>
                    choosing.press(index, event, () => select('sources', item.id))
                  }
                />
              )
            }}
          </VirtualList>
        )}
      </Pane>
    </div>
  )
}

/** The list of sources and the source that is open beside it. */
export const SourcesView = (): ReactElement => {
  const text = useText()
  const { view, select } = useView()
  const selected = view.selected.sources
  const { sources } = useSources()
  return (
    <SplitView
      list={<SourceList />}
      record={
        selected === 'new' ? (
          <Pane label={text('sources.new')}>
            <div className={styles['page']}>
              <RecordTitle>{text('sources.new')}</RecordTitle>
              <SourceForm
                existing={null}
                onSaved={(saved) => select('sources', saved.id)}
                onCancel={() => select('sources', null)}
                onReload={() => undefined}
              />
            </div>
          </Pane>
        ) : selected === null ? (
          <Pane label={text('sources.chooseTitle')}>
            {sources.length > 0 && (
              <EmptyState icon="sources" title={text('sources.chooseTitle')}>
                <p>{text('sources.chooseText')}</p>
              </EmptyState>
            )}
          </Pane>
        ) : (
          <SourceRecord key={selected} id={selected} />
        )
      }
    />
  )
}
