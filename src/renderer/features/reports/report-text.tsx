import type { ReactElement, RefObject } from 'react'
import type { Report, ReportContent } from '../../../shared/records.ts'
import { MarkClaim } from '../../claims/mark-claim.tsx'
import { BodyEditor } from '../../editor/body-editor.tsx'
import { useText } from '../../i18n/use-text.ts'
import type { ReportLint } from './use-report-lint.ts'
import styles from './report-record.module.css'

/** The text of a report, to write or to read, and the button that marks a claim in it. */
export const ReportText = ({
  content,
  epoch,
  lint,
  within,
  isEditing,
  canMark,
  saved,
  onBody,
}: {
  readonly content: ReportContent
  /** Another one: the text was changed from elsewhere. */
  readonly epoch: number
  readonly lint: ReportLint
  readonly within: RefObject<HTMLDivElement | null>
  readonly isEditing: boolean
  readonly canMark: boolean
  readonly saved: () => Promise<Report | null>
  readonly onBody: (body: string) => void
}): ReactElement => {
  const text = useText()
  return (
    <div className={styles['text']}>
      {canMark && <MarkClaim within={within} report={saved} />}
      {isEditing ? (
        <BodyEditor
          key={`${epoch}.edit`}
          initial={content.body}
          label={text('editor.label')}
          language={content.language}
          lint={lint.inEditor('body')}
          onChange={onBody}
        />
      ) : (
        <BodyEditor
          key={`${epoch}.read`}
          initial={content.body}
          label={text('editor.label')}
          language={content.language}
          readOnly
          onChange={() => undefined}
        />
      )}
    </div>
  )
}
