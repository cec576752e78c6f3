import type { ReactElement } from 'react'
import type { ReportContent } from '../../shared/records.ts'
import { stillSays } from './claim-place.ts'
import { useClaims } from './use-claims.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { useView } from '../app/view-state.ts'
import { ClaimRow } from './claim-row.tsx'
import styles from '../records/record-form.module.css'

/** The claims of one report, and those whose words are no longer in it. */
export const ClaimsOf = ({
  reportId,
  content,
}: {
  /** null for a report that is not saved yet. */
  readonly reportId: string | null
  readonly content: ReportContent
}): ReactElement => {
  const text = useText()
  const { select } = useView()
  const { data: claims = [], error } = useClaims(
    { caseId: null, reportId },
    { enabled: reportId !== null },
  )
  return (
    <div className={styles['section']}>
      <FailureBanner failure={error} />
      {claims.length === 0 && error === null && (
        <p className={styles['quiet']}>{text('claims.noneInReport')}</p>
      )}
      {claims.length > 0 && (
        <ul className={styles['rows']}>
          {claims.map((claim) => (
            <li key={claim.id}>
              <ClaimRow
                claim={claim}
                isGone={!stillSays(content, claim.content)}
                onOpen={(id) => select('claims', id)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
