import { useState } from 'react'
import type { ReactElement } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useReportPages } from '../../records/report-pages.ts'
import { StateChip } from '../../records/state-chip.tsx'
import { VirtualRows } from '../../records/virtual-rows.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { noFilter } from '../../view-state.tsx'
import styles from './exchange.module.css'

/** Ticks reports; a draft that was never filed stands there, but cannot be ticked. */
export const ReportChoice = ({
  chosen,
  onChange,
}: {
  readonly chosen: ReadonlySet<string>
  readonly onChange: (chosen: ReadonlySet<string>) => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const { rows, isPending, loadMore } = useReportPages(noFilter)
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
    return <p className={styles['quiet']}>{text('exchange.noReports')}</p>
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
          <Button
            size="small"
            variant="quiet"
            onPress={() => onChange(new Set([...chosen, ...filed.map((row) => row.id)]))}
          >
            {text('exchange.chooseAll')}
          </Button>
          <Button size="small" variant="quiet" onPress={() => onChange(new Set())}>
            {text('exchange.chooseNone')}
          </Button>
        </span>
      </div>
      <div className={styles['choice']}>
        <VirtualRows
          label={text('exchange.chooseReports')}
          count={shown.length}
          estimate={40}
          keyAt={(index) => shown[index]?.id ?? String(index)}
          onNearEnd={loadMore}
          row={(index) => {
            const row = shown[index]
            if (row === undefined) return null
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
                {isDraft ? (
                  <StateChip state={row.state} />
                ) : (
                  <span className={styles['quiet']}>{format.day(row.updatedDay)}</span>
                )}
              </div>
            )
          }}
        />
      </div>
    </>
  )
}
