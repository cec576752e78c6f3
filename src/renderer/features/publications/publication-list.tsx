import { useMemo } from 'react'
import type { ReactElement } from 'react'
import type { Publication } from '../../../shared/claims.ts'
import { call, useVaultQuery } from '../../data/bridge.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { titleOrders, titlesSorted } from '../../lists/title-orders.ts'
import type { TitleOrder } from '../../lists/title-orders.ts'
import type { ListConfig } from '../../lists/use-filtered-rows.ts'
import { usePrefixSearch } from '../../lists/use-beginning.tsx'
import { RecordList } from '../../lists/record-list.tsx'
import { useCases } from '../../records/names.ts'
import { refused } from '../../selection/outcome.ts'
import type { Outcome } from '../../selection/outcome.ts'
import { removeOne } from '../../selection/remove-one.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceBox } from '../../ui/choice-box.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { ConflictChip } from '../../versions/conflicts.tsx'
import { useView } from '../../app/view-state.ts'

type PublicationAction = { readonly kind: 'remove' }

const remove: PublicationAction = { kind: 'remove' }
const beginning = {
  begin: 'publications.new',
  emptyTitle: 'publications.emptyTitle',
  emptyText: 'publications.emptyText',
} as const
const words = {
  title: 'publications.title',
  list: 'publications.list',
  search: 'selection.filterPublications',
} as const
const doneWords = { remove: 'selection.doneRemovePublications' } as const

/** Deletes one publication at its current revision. Never rejects. */
const actOn = async (id: Publication['id']): Promise<Outcome> => {
  try {
    return await removeOne(await call('publications.get', { id }))
  } catch (error) {
    return refused(error)
  }
}

const useArrangement = (): ListConfig<Publication, TitleOrder> => {
  const text = useText()
  const { caseById } = useCases()
  return useMemo(
    () => ({
      orders: titleOrders,
      sorted: titlesSorted,
      filters: [
        {
          name: 'written',
          label: text('publications.files'),
          options: [
            { value: 'no', label: text('publications.neverWritten') },
            { value: 'yes', label: text('publications.wasWritten') },
          ],
          fits: ({ written }, value) => (written.length > 0 ? 'yes' : 'no') === value,
        },
      ],
      textOf: ({ content }) =>
        [content.title, content.summary, caseById.get(content.caseId)?.content.title].join('\n'),
    }),
    [caseById, text],
  )
}

/** All publications, with bulk actions. */
export const PublicationList = (): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { caseById } = useCases()
  const { view, scopeTo } = useView()
  const { caseScope } = view
  const { data: all, error } = useVaultQuery('publications.list', {})
  const publications = useMemo(
    () => (caseScope === null ? all : all?.filter(({ content }) => content.caseId === caseScope)),
    [all, caseScope],
  )
  const arrangement = useArrangement()
  const begun = usePrefixSearch('publications', beginning)
  const isNew = view.selected.publications === 'new'
  return (
    <RecordList<PublicationAction, Publication, TitleOrder>
      area="publications"
      words={words}
      items={publications}
      failure={error}
      arrangement={arrangement}
      rowHeight={64}
      nameOf={({ content }) => ({ name: content.title, lang: content.language })}
      actOn={actOn}
      doneWords={doneWords}
      remove={remove}
      scope={caseScope ?? ''}
      {...begun}
      {...(isNew
        ? {
            under: (
              <ListRow
                title={text('publications.draftRow')}
                facts={text('publications.draftRowText')}
                isSelected
                tabIndex={-1}
                onPress={() => undefined}
              />
            ),
            empty: null,
          }
        : caseScope === null || all?.length === 0
          ? {}
          : {
              empty: (
                <EmptyState
                  icon="filter"
                  title={text('publications.noneInCase')}
                  action={<Button onPress={() => scopeTo(null)}>{text('nav.allCases')}</Button>}
                />
              ),
            })}
    >
      {({ id, content, written }, { choice, ...row }) => (
        <ListRow
          {...row}
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
          isChosen={choice.isChosen}
          lead={choice.isShown && <ChoiceBox name={content.title} choice={choice} />}
        />
      )}
    </RecordList>
  )
}
