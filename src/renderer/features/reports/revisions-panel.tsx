import { useState } from 'react'
import type { ReactElement } from 'react'
import type { RevisionRow } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { Banner } from '../../ui/banner.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Chip } from '../../ui/tag.tsx'
import { ReportFacts } from './report-facts.tsx'
import { ReportReading } from './report-reading.tsx'
import styles from './revisions-panel.module.css'

/** The first digits are enough to tell revisions and authors apart at a glance. */
const short = (hex: string): string => hex.slice(0, 16).replaceAll(/(.{4})(?=.)/g, '$1 ')

const RevisionOpen = ({
  row,
  onClose,
}: {
  readonly row: RevisionRow
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const { data, error } = useVaultQuery('reports.revision', { id: row.id }, { staleTime: 0 })
  return (
    <div className={styles['open']}>
      <div>
        <CommandButton words="reports.revisionClose" size="small" icon="back" onPress={onClose} />
      </div>
      <FailureBanner failure={error} />
      {data === undefined && error === null && <Progress label={text('common.loading')} />}
      {data !== undefined && (
        <>
          <Banner
            tone={data.verified ? 'done' : 'danger'}
            icon={data.verified ? 'shield' : 'alert'}
            title={text(data.verified ? 'reports.verified' : 'reports.notVerified')}
          >
            <p className={styles['digest']}>
              {text('reports.digest')} <code>{short(data.row.id)}</code>
            </p>
          </Banner>
          <ReportReading content={data.content} />
          <ReportFacts content={data.content} />
        </>
      )}
    </div>
  )
}

/**
 * Every signed revision of a report, newest first; each opens with the result of its verification.
 */
export const RevisionsPanel = ({ id }: { readonly id: string | null }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const [open, setOpen] = useState<RevisionRow | null>(null)
  const { data: rows = [], error } = useVaultQuery(
    'reports.revisions',
    { id: id ?? '' },
    { enabled: id !== null },
  )
  if (open !== null) return <RevisionOpen row={open} onClose={() => setOpen(null)} />
  if (error !== null) return <FailureBanner failure={error} />
  if (rows.length === 0) {
    return (
      <EmptyState icon="history" title={text('reports.revisionsEmpty')}>
        <p>{text('reports.revisionsEmptyText')}</p>
      </EmptyState>
    )
  }
  return (
    <ol className={styles['rows']} aria-label={text('reports.revisionList')}>
      {rows.map((row, index) => (
        <li key={row.id}>
          <PlainButton className={styles['row']} onPress={() => setOpen(row)}>
            <span className={styles['name']}>
              {row.parents.length === 0
                ? text('reports.revisionFirst')
                : text('reports.revisionNumber', { number: rows.length - index })}
              {row.isHead && <Chip tone="accent">{text('reports.revisionCurrent')}</Chip>}
            </span>
            <span className={styles['facts']}>
              <span>{format.day(row.day)}</span>
              <span>
                {text('reports.revisionBy', {
                  byUs: String(row.byUs),
                  author: short(row.author),
                })}
              </span>
              <code>{short(row.id)}</code>
            </span>
            <Icon name="right" size={16} />
          </PlainButton>
        </li>
      ))}
    </ol>
  )
}
