import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import { useText } from '../../i18n/use-text.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { Icon } from '../../ui/icon.tsx'
import { Press } from '../../ui/press.tsx'
import { Chip } from '../../ui/tag.tsx'
import { useView } from '../../view-state.ts'
import { useClaimWords } from './claim-words.ts'
import type { TimelineItem } from './items.ts'
import { ordered } from './table-order.ts'
import type { Column, TableOrder } from './table-order.ts'
import { usePages } from '../../ui/pages.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import styles from './timeline-table.module.css'

const columns = [
  ['when', 'claims.when'],
  ['claim', 'timeline.claim'],
  ['place', 'timeline.place'],
  ['byWhom', 'claims.byWhom'],
  ['case', 'claims.case'],
  ['credibility', 'claims.credibility'],
] as const satisfies readonly (readonly [Column, MessageKey])[]

const perPage = 100

/** The same claims as the plot shows, as a table. */
export const TimelineTable = ({
  items,
  caseTitle,
}: {
  readonly items: readonly TimelineItem[]
  readonly caseTitle: (id: string) => string | null
}): ReactElement => {
  const text = useText()
  const { locale } = useIntl()
  const { select } = useView()
  const wordsOf = useClaimWords()
  const [order, setOrder] = useState<TableOrder>({ column: 'when', isDescending: false })
  const rows = useMemo(() => {
    const all = items.map((item) => {
      const { caseId, statement } = item.claim.content
      const title = caseId === null ? '' : (caseTitle(caseId) ?? '')
      return { item, words: { ...wordsOf(item), claim: statement, case: title } }
    })
    return ordered(all, order, locale)
  }, [caseTitle, items, locale, order, wordsOf])
  const { shown, first, show, pager } = usePages(rows, perPage, text('timeline.caption'))
  const sort = (column: Column): void => {
    setOrder((now) => ({ column, isDescending: now.column === column && !now.isDescending }))
    show(0)
  }
  return (
    <>
      <ScrollRegion className={styles['scroll']} label={text('timeline.caption')} role="region">
        <table className={styles['table']} aria-rowcount={rows.length + 1}>
          <caption className={styles['caption']}>{text('timeline.caption')}</caption>
          <thead>
            <tr>
              {columns.map(([column, label]) => {
                const isSorted = order.column === column
                const sorted = order.isDescending ? 'descending' : 'ascending'
                return (
                  <th key={column} scope="col" aria-sort={isSorted ? sorted : undefined}>
                    <Press className={styles['sort']} onPress={() => sort(column)}>
                      {text(label)}
                      <span className={styles['arrow']} data-sorted={isSorted ? sorted : 'no'}>
                        <Icon name="down" size={14} />
                      </span>
                    </Press>
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ item, words }, at) => (
              <tr key={item.claim.id} aria-rowindex={first + at + 2}>
                <td className={styles['when']}>
                  {words.when === '' ? (
                    <span className={styles['quiet']}>{text('timeline.undated')}</span>
                  ) : (
                    words.when
                  )}
                </td>
                <th scope="row">
                  <LinkButton onPress={() => select('claims', item.claim.id)}>
                    {words.claim}
                  </LinkButton>{' '}
                  {item.isContested && (
                    <Chip tone="danger" icon="alert">
                      {text('timeline.contested')}
                    </Chip>
                  )}
                </th>
                <td>{words.place}</td>
                <td>{words.byWhom}</td>
                <td>{words.case}</td>
                <td className={styles['grade']}>{words.credibility}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {pager}
    </>
  )
}
