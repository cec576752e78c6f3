import { memo, useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import { useText } from '../../i18n/use-text.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { Icon } from '../../ui/icon.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import { Chip } from '../../ui/tag.tsx'
import { useView } from '../../app/view-state.ts'
import { useClaimWords } from './claim-words.ts'
import type { TimelineItem } from './items.ts'
import { asGiven, ordered } from './table-order.ts'
import type { TimelineColumn, RowWords } from './table-order.ts'
import { useSlicedMemo } from '../../data/use-sliced-memo.ts'
import { usePages } from '../../ui/pages.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import shared from '../../ui/shared.module.css'
import styles from './timeline-table.module.css'

const columns = [
  ['when', 'claims.when'],
  ['claim', 'timeline.claim'],
  ['place', 'timeline.place'],
  ['byWhom', 'claims.byWhom'],
  ['case', 'claims.case'],
  ['credibility', 'claims.credibility'],
] as const satisfies readonly (readonly [TimelineColumn, MessageKey])[]

const perPage = 100

const Row = memo(function Row({
  item,
  index,
  words,
}: {
  readonly item: TimelineItem
  /** Its row in the whole table; the headings are row 1. */
  readonly index: number
  readonly words: RowWords
}): ReactElement {
  const text = useText()
  const { select } = useView()
  const when = words.when(item)
  return (
    <tr aria-rowindex={index}>
      <td className={styles['when']}>
        {when === '' ? <span className={styles['quiet']}>{text('timeline.undated')}</span> : when}
      </td>
      <th scope="row">
        <LinkButton onPress={() => select('claims', item.claim.id)}>{words.claim(item)}</LinkButton>{' '}
        {item.isContested && (
          <Chip tone="danger" icon="alert">
            {text('timeline.contested')}
          </Chip>
        )}
      </th>
      <td>{words.place(item)}</td>
      <td>{words.byWhom(item)}</td>
      <td>{words.case(item)}</td>
      <td className={styles['grade']}>{words.credibility(item)}</td>
    </tr>
  )
})

/** The same claims as in the plot, as a table. */
export const TimelineTable = ({
  items,
  caseTitle,
}: {
  readonly items: readonly TimelineItem[]
  readonly caseTitle: (id: string) => string | null
}): ReactElement => {
  const text = useText()
  const { locale } = useIntl()
  const claimWords = useClaimWords()
  const [order, setOrder] = useState(asGiven)
  const words = useMemo(
    (): RowWords => ({
      ...claimWords,
      claim: ({ claim }) => claim.content.statement,
      case: ({ claim: { content } }) =>
        content.caseId === null ? '' : (caseTitle(content.caseId) ?? ''),
    }),
    [caseTitle, claimWords],
  )
  const work = useMemo(
    () =>
      order.column === asGiven.column && order.isDescending === asGiven.isDescending
        ? null
        : ordered(items, order.column, order.isDescending, words, locale),
    [items, locale, order, words],
  )
  const {
    rows,
    column: sortedBy,
    isDescending,
  } = useSlicedMemo(work) ?? { rows: items, ...asGiven }
  const { shown, first, show, pager } = usePages(rows, perPage, text('timeline.caption'))
  const sort = (column: TimelineColumn): void => {
    setOrder((now) => ({ column, isDescending: now.column === column && !now.isDescending }))
    show(0)
  }
  return (
    <>
      <ScrollRegion className={styles['scroll']} label={text('timeline.caption')} role="region">
        <table className={styles['table']} aria-rowcount={rows.length + 1}>
          <caption className={shared['hidden']}>{text('timeline.caption')}</caption>
          <thead>
            <tr>
              {columns.map(([column, label]) => {
                const isSorted = column === sortedBy
                const sorted = isDescending ? 'descending' : 'ascending'
                return (
                  <th key={column} scope="col" aria-sort={isSorted ? sorted : undefined}>
                    <PlainButton className={styles['sort']} onPress={() => sort(column)}>
                      {text(label)}
                      <span className={styles['arrow']} data-sorted={isSorted ? sorted : 'no'}>
                        <Icon name="down" size={14} />
                      </span>
                    </PlainButton>
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((item, at) => (
              <Row key={item.claim.id} item={item} index={first + at + 2} words={words} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {pager}
    </>
  )
}
