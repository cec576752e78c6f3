import type { ReactElement } from 'react'
import { useVaultQuery } from '../../data/bridge.ts'
import { ClaimForm, claimForms } from '../../claims/claim-form.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCases } from '../../records/names.ts'
import { CustodyPart } from '../../custody/custody-part.tsx'
import { NoticeBanners } from '../../custody/notice-banners.tsx'
import { TheirsNotice } from '../../custody/theirs-notice.tsx'
import { useHasDraft } from '../../data/form-store.tsx'
import { RetentionPart } from '../../retention/retention-part.tsx'
import { RecordActions } from '../../records/record-actions.tsx'
import { RecordTitle } from '../../records/record-title.tsx'
import { RecordUnread } from '../../records/record-unread.tsx'
import { useEditing } from '../../records/use-editing.ts'
import { CredibilityBar } from '../../records/grades.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ConflictNotice } from '../../versions/conflicts.tsx'
import { useView } from '../../app/view-state.ts'
import { ClaimFacts } from './claim-facts.tsx'
import { ClaimLinks } from './claim-links.tsx'
import { ClaimOrigins } from './claim-origins.tsx'
import styles from '../../records/record-form.module.css'
import type { ClaimContent } from '../../../shared/claims.ts'
import { stillSays } from '../../claims/claim-place.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { Banner } from '../../ui/banner.tsx'
import claimQuoteStyles from '../../claims/claims.module.css'

/** The quoted words of the claim, with a link to their report. */
const ClaimQuote = ({ content }: { readonly content: ClaimContent }): ReactElement => {
  const text = useText()
  const { select } = useView()
  const { data: report, error } = useVaultQuery('reports.get', { id: content.reportId })
  return (
    <section className={styles['section']}>
      <h2 className={styles['heading']}>{text('claims.quote')}</h2>
      {content.quote !== '' && (
        <blockquote
          className={claimQuoteStyles['quote']}
          lang={report?.content.language}
          dir="auto"
        >
          {content.quote}
        </blockquote>
      )}
      {report !== undefined && !stillSays(report.content, content) && (
        <Banner tone="warn" title={text('claims.quoteGone')} />
      )}
      {error?.code === 'not-found' ? (
        <p className={styles['quiet']}>{text('claims.reportGone')}</p>
      ) : (
        <div>
          <CommandButton
            words="claims.openReport"
            size="small"
            icon="reports"
            onPress={() => select('reports', content.reportId)}
          />
        </div>
      )}
    </section>
  )
}

/** A claim: its statement, its quote and related claims; or the form to edit it. */
export const ClaimRecord = ({ id }: { readonly id: string }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { caseById } = useCases()
  const { isEditing, wasLeft, start, stop, reload } = useEditing(useHasDraft(claimForms, id))
  const { data, error } = useVaultQuery('claims.get', { id })
  if (data === undefined) return <RecordUnread label={text('claims.title')} failure={error} />
  const { content } = data
  if (isEditing) {
    return (
      <Panel label={content.statement}>
        <div className={styles['page']}>
          <RecordTitle>{text('claims.edit')}</RecordTitle>
          <ClaimForm
            existing={data}
            initial={content}
            onSaved={stop}
            onCancel={stop}
            onReload={reload}
          />
        </div>
      </Panel>
    )
  }
  const of = content.caseId === null ? undefined : caseById.get(content.caseId)
  return (
    <Panel label={content.statement}>
      <div className={styles['page']}>
        <header className={styles['head']}>
          <div>
            <RecordTitle takesFocus={!wasLeft}>{content.statement}</RecordTitle>
            <p className={styles['under']}>
              <CredibilityBar grade={content.credibility} />
              <span>{of?.content.title ?? text('claims.noCase')}</span>
              <span>{text('claims.updated', { day: format.day(data.updatedDay) })}</span>
            </p>
          </div>
          <RecordActions area="claims" record={data} wasLeft={wasLeft} onEdit={start} />
        </header>
        <ConflictNotice id={data.id} />
        <TheirsNotice id={data.id} />
        <NoticeBanners id={data.id} />
        <ClaimFacts content={content} />
        {content.credibilityReason !== '' && (
          <section className={styles['section']}>
            <h2 className={styles['heading']}>{text('claims.credibilityReason')}</h2>
            <p className={styles['text']}>{content.credibilityReason}</p>
          </section>
        )}
        <ClaimQuote content={content} />
        <ClaimOrigins claim={data} />
        <ClaimLinks claim={data} />
        <CustodyPart id={data.id} />
        <RetentionPart id={data.id} />
      </div>
    </Panel>
  )
}
