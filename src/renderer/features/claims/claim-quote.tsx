import type { ReactElement } from 'react'
import type { ClaimContent } from '../../../shared/claims.ts'
import { useDesk } from '../../bridge.ts'
import { stillSays } from '../../claims/claim-place.ts'
import { useText } from '../../i18n/use-text.ts'
import { OfferedButton } from '../../offered-button.tsx'
import { Banner } from '../../ui/banner.tsx'
import { useView } from '../../view-state.ts'
import form from '../../records/record-form.module.css'
import styles from '../../claims/claims.module.css'

/** The words that the claim was made of, and the way to where they stand. */
export const ClaimQuote = ({ content }: { readonly content: ClaimContent }): ReactElement => {
  const text = useText()
  const { select } = useView()
  const { data: report, error } = useDesk('reports.get', { id: content.reportId })
  return (
    <section className={form['section']}>
      <h2 className={form['heading']}>{text('claims.quote')}</h2>
      {content.quote !== '' && (
        <blockquote className={styles['quote']} lang={report?.content.language} dir="auto">
          {content.quote}
        </blockquote>
      )}
      {report !== undefined && !stillSays(report.content, content) && (
        <Banner tone="warn" title={text('claims.quoteGone')} />
      )}
      {error?.code === 'not-found' ? (
        <p className={form['quiet']}>{text('claims.reportGone')}</p>
      ) : (
        <div>
          <OfferedButton
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
