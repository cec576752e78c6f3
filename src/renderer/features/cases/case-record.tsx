import type { ReactElement } from 'react'
import { useVaultQuery } from '../../data/bridge.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { CustodyPart } from '../../custody/custody-part.tsx'
import { NoticeBanners } from '../../custody/notice-banners.tsx'
import { TheirsNotice } from '../../custody/theirs-notice.tsx'
import { useHasDraft } from '../../data/form-store.tsx'
import { RetentionPart } from '../../retention/retention-part.tsx'
import { RecordActions } from '../../records/record-actions.tsx'
import { RecordTitle } from '../../records/record-title.tsx'
import { RecordUnread } from '../../records/record-unread.tsx'
import { ReportsOf } from '../../records/reports-of.tsx'
import { useReadOnly } from '../../records/use-read-only.ts'
import { useEditing } from '../../records/use-editing.ts'
import { useView } from '../../app/view-state.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ConflictNotice } from '../../versions/conflicts.tsx'
import { CaseForm, caseForms } from './case-form.tsx'
import { CaseProgress, useBeginReport } from './case-progress.tsx'
import { CaseStatusChip } from './case-status-chip.tsx'
import styles from '../../records/record-form.module.css'

/** A case: its question and its reports, or the edit form. */
export const CaseRecord = ({ id }: { readonly id: string }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { exchange } = useView()
  const isReadOnly = useReadOnly()
  const beginReport = useBeginReport()
  const { isEditing, wasLeft, start, stop, reload } = useEditing(useHasDraft(caseForms, id))
  const { data, error } = useVaultQuery('cases.get', { id })
  if (data === undefined) return <RecordUnread label={text('cases.title')} failure={error} />
  const { content } = data
  if (isEditing) {
    return (
      <Panel label={content.title}>
        <div className={styles['page']}>
          <RecordTitle>{text('cases.edit')}</RecordTitle>
          <CaseForm existing={data} onSaved={stop} onCancel={stop} onReload={reload} />
        </div>
      </Panel>
    )
  }
  return (
    <Panel label={content.title}>
      <div className={styles['page']}>
        <header className={styles['head']}>
          <div>
            <RecordTitle takesFocus={!wasLeft}>{content.title}</RecordTitle>
            <p className={styles['under']}>
              <CaseStatusChip status={content.status} />
              <span>{text('cases.updated', { day: format.day(data.updatedDay) })}</span>
            </p>
          </div>
          <RecordActions
            area="cases"
            record={data}
            wasLeft={wasLeft}
            onEdit={start}
            lead={
              <>
                {!isReadOnly && (
                  <Button icon="plus" onPress={() => beginReport(data.id)}>
                    {text('reports.new')}
                  </Button>
                )}
                <CommandButton
                  words="exchange.send"
                  offered="palette.exportCase"
                  icon="export"
                  onPress={() => exchange('export', [], data.id)}
                />
              </>
            }
          />
        </header>
        <ConflictNotice id={data.id} />
        <TheirsNotice id={data.id} />
        <NoticeBanners id={data.id} />
        <section className={styles['section']}>
          <h2 className={styles['heading']}>{text('cases.question')}</h2>
          {content.question === '' ? (
            <p className={styles['quiet']}>{text('cases.noQuestion')}</p>
          ) : (
            <p className={styles['text']}>{content.question}</p>
          )}
        </section>
        <CaseProgress record={data} onEdit={start} />
        <ReportsOf
          filter={{ caseId: data.id }}
          heading={text('cases.reports')}
          none={text('cases.noReports')}
        />
        <CustodyPart id={data.id} />
        <RetentionPart id={data.id} />
      </div>
    </Panel>
  )
}
