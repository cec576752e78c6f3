import type { ReactElement, RefObject } from 'react'
import type { Report, ReportContent } from '../../../shared/records.ts'
import { MarkClaim } from '../../claims/mark-claim.tsx'
import { BodyEditor } from '../../editor/body-editor.tsx'
import { useText } from '../../i18n/use-text.ts'
import { RenderNext } from '../../data/deferred.tsx'
import { Button } from '../../ui/button.tsx'
import type { ReportLint } from './use-report-lint.ts'
import type { TextClaims } from './use-text-claims.ts'
import styles from './report-record.module.css'

/** The text of a report, editable or read only, its claims, and the button to mark one. */
export const ReportText = ({
  content,
  latest,
  epoch,
  lint,
  claims,
  onClaims,
  within,
  isEditing,
  canMark,
  saved,
  onBody,
}: {
  readonly content: ReportContent
  /** The current content, possibly newer than the last render. */
  readonly latest: () => ReportContent
  /** Changes when the text is replaced from outside. */
  readonly epoch: number
  readonly lint: ReportLint
  readonly claims: TextClaims
  /** Opens the list of claims. */
  readonly onClaims: () => void
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
      <div role="status">
        {claims.gone > 0 && (
          <Button size="small" variant="quiet" icon="alert" onPress={onClaims}>
            {text('claims.goneFromText', { count: claims.gone })}
          </Button>
        )}
      </div>
      <RenderNext>
        {isEditing ? (
          <BodyEditor
            key={`${epoch}.edit`}
            initial={() => latest().body}
            label={text('editor.label')}
            language={content.language}
            lint={lint.inEditor('body')}
            claims={claims.editor}
            onChange={onBody}
          />
        ) : (
          <BodyEditor
            key={`${epoch}.read`}
            initial={() => latest().body}
            label={text('editor.label')}
            language={content.language}
            readOnly
            claims={claims.editor}
            onChange={() => undefined}
          />
        )}
      </RenderNext>
    </div>
  )
}
