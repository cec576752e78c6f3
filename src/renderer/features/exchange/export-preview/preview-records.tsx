import { useId, useMemo, useState } from 'react'
import type { ComponentProps, ReactElement } from 'react'
import type { Out } from '../../../../shared/contract.ts'
import { useText } from '../../../i18n/use-text.ts'
import type { ReviewListItem } from '../../../review/words.ts'
import { Button } from '../../../ui/button.tsx'
import { ListRow } from '../../../ui/list-row.tsx'
import { Chip } from '../../../ui/tag.tsx'
import { VirtualList } from '../../../ui/virtual-list.tsx'
import { withRecordLeftOut, withRecordIncluded } from '../decisions.ts'
import type { ReviewDecisions } from '../decisions.ts'
import { PreviewRecord } from './preview-record.tsx'
import shared from '../../../ui/shared.module.css'
import styles from './preview.module.css'

type Row = Out<'exports.records'>[number]

const rowId = (row: Row): string => row.subject
const none: readonly ReviewListItem[] = []

const bySubject = (items: readonly ReviewListItem[]): ReadonlyMap<string, ReviewListItem[]> => {
  const found = new Map<string, ReviewListItem[]>()
  for (const item of items) {
    if (item.subject === null) continue
    found.set(item.subject, [...(found.get(item.subject) ?? []), item])
  }
  return found
}

/** Every record that would be sealed, to read before the export; a report can be left out. */
export const PreviewRecords = ({
  rows,
  items,
  decided,
  isReadOnly,
  onDecide,
  ...preview
}: Pick<ComponentProps<typeof PreviewRecord>, 'task' | 'isRead' | 'onRead' | 'isReadOnly'> & {
  readonly rows: readonly Row[]
  readonly items: readonly ReviewListItem[]
  readonly decided: ReviewDecisions
  readonly onDecide: (decided: ReviewDecisions) => void
}): ReactElement => {
  const text = useText()
  const heading = useId()
  const [chosen, setChosen] = useState<string | null>(null)
  const of = useMemo(() => bySubject(items), [items])
  const row = rows.find(({ subject }) => subject === chosen) ?? rows[0]
  return (
    <section className={styles['preview']} aria-labelledby={heading}>
      <h2 id={heading} className={shared['heading']}>
        {text('preview.title')}
      </h2>
      <p className={shared['quiet']}>{text('preview.help')}</p>
      {rows.length > 0 && (
        <div className={styles['list']}>
          <VirtualList
            label={text('preview.list')}
            items={rows}
            itemKey={rowId}
            rowHeight={56}
            revealKey={row?.subject ?? null}
          >
            {(one, _, tabIndex) => {
              const open = (of.get(one.subject) ?? none).filter(({ state }) => state === 'blocks')
              return (
                <ListRow
                  title={
                    <span dir="auto">{one.name === '' ? text('exchange.untitled') : one.name}</span>
                  }
                  facts={[
                    text(`exchange.kind.${one.kind}`),
                    text('preview.versions', { count: one.revisions }),
                    ...(one.files === 0 ? [] : [text('preview.files', { count: one.files })]),
                  ].join(' · ')}
                  end={
                    open.length > 0 && (
                      <Chip tone="warn">{text('preview.stops', { count: open.length })}</Chip>
                    )
                  }
                  isSelected={one.subject === row?.subject}
                  tabIndex={tabIndex}
                  onPress={() => setChosen(one.subject)}
                />
              )
            }}
          </VirtualList>
        </div>
      )}
      {row !== undefined && (
        <PreviewRecord
          {...preview}
          key={row.subject}
          row={row}
          items={of.get(row.subject) ?? none}
          isReadOnly={isReadOnly}
          onLeaveOut={() => onDecide(withRecordLeftOut(decided, row.subject, row.name))}
        />
      )}
      {decided.leftOut.size > 0 && (
        <section className={styles['part']}>
          <h3>{text('preview.leftOut')}</h3>
          <ul className={shared['stack2']}>
            {[...decided.leftOut].map(([id, name]) => {
              const called = name === '' ? text('exchange.untitled') : name
              return (
                <li key={id} className={styles['head']}>
                  <span dir="auto">{called}</span>
                  <Button
                    size="small"
                    variant="quiet"
                    isDisabled={isReadOnly}
                    aria-label={`${text('preview.takeIn')}: ${called}`}
                    onPress={() => onDecide(withRecordIncluded(decided, id))}
                  >
                    {text('preview.takeIn')}
                  </Button>
                </li>
              )
            })}
          </ul>
        </section>
      )}
    </section>
  )
}
