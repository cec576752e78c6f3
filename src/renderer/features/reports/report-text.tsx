import type { ReactElement } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import { BodyEditor } from '../../editor/body-editor.tsx'
import type { SelectionAction } from '../../editor/selection-bar.ts'
import { useText } from '../../i18n/use-text.ts'
import { RenderNext } from '../../data/deferred.tsx'
import { Button } from '../../ui/button.tsx'
import type { ReportLint } from './use-report-lint.ts'
import type { TextClaims } from './use-text-claims.ts'
import styles from './report-record.module.css'

const bodyPart = { part: 'body', index: 0 } as const

/** The text of a report, editable or read only, with its claims and what can be done with selected words. */
export const ReportText = ({
  content,
  latest,
  epoch,
  lint,
  claims,
  onClaims,
  onSelection,
  isEditing,
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
  readonly onSelection: readonly SelectionAction[]
  readonly isEditing: boolean
  readonly onBody: (body: string) => void
}): ReactElement => {
  const text = useText()
  return (
    <div className={styles['text']}>
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
            searched={bodyPart}
            lint={lint.inEditor('body')}
            claims={claims.editor}
            onSelection={onSelection}
            onChange={onBody}
          />
        ) : (
          <BodyEditor
            key={`${epoch}.read`}
            initial={() => latest().body}
            label={text('editor.label')}
            language={content.language}
            searched={bodyPart}
            readOnly
            claims={claims.editor}
            onSelection={onSelection}
            onChange={() => undefined}
          />
        )}
      </RenderNext>
    </div>
  )
}
