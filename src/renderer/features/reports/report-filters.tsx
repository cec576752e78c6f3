import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useOffer } from '../../offered-acts.tsx'
import { sourceName, useCases, useSources } from '../../records/names.ts'
import { optionsOf } from '../../records/options.ts'
import { stateWords } from '../../records/vocabulary.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { PopoverDialog } from '../../ui/popover.tsx'
import { Select } from '../../ui/select.tsx'
import { Tag } from '../../ui/tag.tsx'
import { noFilter, useView } from '../../view-state.tsx'
import { orderWords } from './order-menu.tsx'
import styles from './report-filters.module.css'

/** Behind a button: which case, source and state the list is narrowed to. */
export const FilterButton = (): ReactElement => {
  const text = useText()
  const { view, filterReports } = useView()
  const { cases } = useCases()
  const { sources } = useSources()
  const filter = view.reportFilter
  const isOn = filter.caseId !== null || filter.sourceId !== null || filter.state !== null
  useOffer(
    isOn
      ? [
          {
            id: 'unfilter',
            name: 'reports.clearFilters',
            icon: 'filter',
            isBeside: true,
            run: () => filterReports(noFilter),
          },
        ]
      : [],
  )
  return (
    <PopoverDialog
      label={text('reports.filter')}
      button={
        <IconButton
          icon="filter"
          label={text('reports.filter')}
          variant={isOn ? 'secondary' : 'quiet'}
        />
      }
    >
      <div className={styles['form']}>
        <Select
          label={text('reports.filterState')}
          value={filter.state ?? ''}
          options={[{ value: '', label: text('reports.anyState') }, ...optionsOf(stateWords, text)]}
          onChange={(state) => filterReports({ state: state === '' ? null : state })}
        />
        <Select
          label={text('reports.filterCase')}
          value={filter.caseId ?? ''}
          options={[
            { value: '', label: text('reports.anyCase') },
            ...cases.map((item) => ({ value: item.id as string, label: item.content.title })),
          ]}
          onChange={(id) => filterReports({ caseId: id === '' ? null : id })}
        />
        <Select
          label={text('reports.filterSource')}
          value={filter.sourceId ?? ''}
          options={[
            { value: '', label: text('reports.anySource') },
            ...sources.map((item) => ({ value: item.id as string, label: sourceName(item) })),
          ]}
          onChange={(id) => filterReports({ sourceId: id === '' ? null : id })}
        />
        <Button isDisabled={!isOn} onPress={() => filterReports(noFilter)}>
          {text('reports.clearFilters')}
        </Button>
      </div>
    </PopoverDialog>
  )
}

/** The filters in force, each with a button that takes it away; nothing where there are none. */
export const ActiveFilters = (): ReactElement | null => {
  const text = useText()
  const { view, filterReports, orderReports } = useView()
  const { caseById } = useCases()
  const { sourceById } = useSources()
  const { caseId, sourceId, state } = view.reportFilter
  const source = sourceId === null ? undefined : sourceById.get(sourceId)
  const active: {
    readonly key: string
    readonly name: string
    readonly label?: string
    readonly off: () => void
  }[] = [
    ...(view.reportOrder === 'newest'
      ? []
      : [
          {
            key: 'order',
            name: text(orderWords[view.reportOrder]),
            label: text('selection.orderOff'),
            off: () => orderReports('newest'),
          },
        ]),
    ...(state === null
      ? []
      : [
          {
            key: 'state',
            name: text(stateWords[state]),
            off: () => filterReports({ state: null }),
          },
        ]),
    ...(caseId === null
      ? []
      : [
          {
            key: 'case',
            name: caseById.get(caseId)?.content.title ?? text('reports.filterCase'),
            off: () => filterReports({ caseId: null }),
          },
        ]),
    ...(sourceId === null
      ? []
      : [
          {
            key: 'source',
            name: source === undefined ? text('reports.unknownSource') : sourceName(source),
            off: () => filterReports({ sourceId: null }),
          },
        ]),
  ]
  if (active.length === 0) return null
  return (
    <ul className={styles['active']}>
      {active.map(({ key, name, label, off }) => (
        <li key={key}>
          <Tag onRemove={off} removeLabel={label ?? text('reports.removeFilter', { name })}>
            {name}
          </Tag>
        </li>
      ))}
    </ul>
  )
}
