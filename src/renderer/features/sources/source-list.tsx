import { useMemo } from 'react'
import type { ReactElement } from 'react'
import type { Source } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { useHasWithdrawn } from '../../records/use-withdrawn.ts'
import { usePrefixSearch } from '../../lists/use-beginning.tsx'
import { RecordList } from '../../lists/record-list.tsx'
import { PinnedMark } from '../../records/pins.tsx'
import { sourceName } from '../../records/names.ts'
import { ReliabilityPill } from '../../records/grades.tsx'
import { regionWords, roleWords, sourceKindWords } from '../../records/vocabulary.ts'
import { localDay } from '../../records/whole-day.ts'
import { ChoiceBox } from '../../ui/choice-box.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { Chip } from '../../ui/tag.tsx'
import { ConflictChip } from '../../versions/conflicts.tsx'
import { checkInOn } from './check-in.ts'
import { actOn, doneWords } from './source-actions.ts'
import type { SourceAction } from './source-actions.ts'
import { SourceSelectionActions } from './source-selection-actions.tsx'
import { useSourceArrangement } from './use-source-arrangement.ts'
import type { SourceOrder } from './use-source-arrangement.ts'

/** The most important fact about contact, before a source is opened. */
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

const nobody: readonly Source['id'][] = []
const remove = { kind: 'remove' } as const
const beginning = {
  begin: 'sources.new',
  emptyTitle: 'sources.emptyTitle',
  emptyText: 'sources.emptyText',
} as const
const words = {
  title: 'sources.title',
  list: 'sources.list',
  search: 'selection.filterSources',
} as const

/** All sources, with bulk actions. */
export const SourceList = (): ReactElement => {
  const text = useText()
  const { data, error } = useVaultQuery('sources.list', {})
  const hasWithdrawn = useHasWithdrawn()
  const { data: heldBack = nobody, error: heldError } = useVaultQuery('sources.heldBack', {})
  const held = useMemo<ReadonlySet<string>>(() => new Set(heldBack), [heldBack])
  const arrangement = useSourceArrangement(held)
  const begun = usePrefixSearch('sources', beginning)
  return (
    <RecordList<SourceAction, Source, SourceOrder>
      area="sources"
      words={words}
      items={data}
      failure={error ?? heldError}
      arrangement={arrangement}
      rowHeight={64}
      nameOf={(source) => ({ name: sourceName(source) })}
      actOn={actOn}
      doneWords={doneWords}
      remove={remove}
      chosenActions={(choosing) => <SourceSelectionActions choosing={choosing} held={held} />}
      {...begun}
    >
      {(item, { choice, ...row }) => {
        const { content } = item
        const isHeld = held.has(item.id)
        return (
          <ListRow
            {...row}
            title={sourceName(item)}
            facts={
              <>
                <PinnedMark id={item.id} />
                {hasWithdrawn(item) && (
                  <Chip tone="danger" icon="alert">
                    {text('consent.goneShort')}
                  </Chip>
                )}
                <ConflictChip id={item.id} />
                {isHeld && <Chip tone="danger">{text('sources.foundHeld')}</Chip>}
                <Icon name={content.kind === 'protected' ? 'shield' : 'person'} size={14} />
                <span>{text(sourceKindWords[content.kind])}</span>
                {content.role !== 'unstated' && <span>{text(roleWords[content.role])}</span>}
                {content.region !== 'unstated' && <span>{text(regionWords[content.region])}</span>}
                <span>{text('sources.reportsCount', { count: item.reports })}</span>
              </>
            }
            end={
              <>
                <ContactChip content={content} />
                <ReliabilityPill grade={content.reliability} />
              </>
            }
            isChosen={choice.isChosen}
            lead={choice.isShown && <ChoiceBox name={sourceName(item)} choice={choice} />}
          />
        )
      }}
    </RecordList>
  )
}
