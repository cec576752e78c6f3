import { useState } from 'react'
import type { ReactElement } from 'react'
import type { ReportRow } from '../../../shared/records.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { allReports, useReportPages } from '../../records/report-pages.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { useView } from '../../app/view-state.ts'
import shared from '../../ui/shared.module.css'
import styles from './exchange.module.css'

const rowId = (row: ReportRow): string => row.id

/** Selects reports; a draft that was never filed is listed, but cannot be selected. */
export const ReportChoice = ({
  chosen,
  onChange,
}: {
  readonly chosen: ReadonlySet<string>
  readonly onChange: (chosen: ReadonlySet<string>) => void
}): ReactElement => {
  const text = useText()
  const { go } = useView()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const { rows, isPending, loadMore } = useReportPages(allReports)
  const wanted = typed.trim().toLocaleLowerCase()
  const shown = rows.filter((row) => row.title.toLocaleLowerCase().includes(wanted))
  const filed = shown.filter((row) => row.state !== 'draft')
  const toggle = (id: string, isOn: boolean): void => {
    const next = new Set(chosen)
    if (isOn) next.add(id)
    else next.delete(id)
    onChange(next)
  }
  if (!isPending && !rows.some((row) => row.state !== 'draft')) {
    return (
      <>
        <p className={shared['quiet']}>{text('exchange.noReports')}</p>
        <div>
          <CommandButton words="exchange.toReports" onPress={() => go('reports')} />
        </div>
      </>
    )
  }
  return (
    <>
      <SearchField
        label={text('exchange.filterReports')}
        placeholder={text('exchange.filterReports')}
        clearLabel={text('common.clear')}
        value={typed}
        onChange={setTyped}
      />
      <div className={styles['choiceHead']}>
        <span role="status">{text('exchange.chosen', { count: chosen.size })}</span>
        <span>
          <CommandButton
            words="exchange.chooseAll"
            size="small"
            variant="quiet"
            onPress={() => onChange(new Set([...chosen, ...filed.map((row) => row.id)]))}
          />
          <CommandButton
            words="exchange.chooseNone"
            size="small"
            variant="quiet"
            onPress={() => onChange(new Set())}
          />
        </span>
      </div>
      <div className={styles['choice']}>
        <VirtualList
          label={text('exchange.chooseReports')}
          items={shown}
          itemKey={rowId}
          rowHeight={40}
          onEnd={loadMore}
        >
          {(row) => {
            const isDraft = row.state === 'draft'
            return (
              <div className={styles['choiceRow']}>
                <Checkbox
                  isSelected={chosen.has(row.id)}
                  isDisabled={isDraft}
                  onChange={(isOn) => toggle(row.id, isOn)}
                  {...(isDraft ? { description: text('exchange.draftNever') } : {})}
                >
                  <span lang={row.title === '' ? undefined : row.language}>
                    {row.title === '' ? text('reports.untitled') : row.title}
                  </span>
                </Checkbox>
                {!isDraft && <span className={styles['day']}>{format.day(row.updatedDay)}</span>}
              </div>
            )
          }}
        </VirtualList>
      </div>
    </>
  )
}
