import type { EditorView } from '@codemirror/view'
import type { ReactElement } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import { BodyEditor } from '../../editor/body-editor.tsx'
import type { EditorClaims } from '../../editor/claim-layer.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandIconButton } from '../../commands/command-button.tsx'
import { languageName } from '../../records/options.ts'
import { useView } from '../../app/view-state.ts'
import { PairTitle } from './pair-title.tsx'
import styles from './translations-panel.module.css'

/** The original beside its translation, and the layout of the two. */
export const OriginalSide = ({
  content,
  latest,
  epoch,
  claims,
  onView,
}: {
  readonly content: ReportContent
  /** The current content, possibly newer than the last render. */
  readonly latest: () => ReportContent
  /** Changes when the text is replaced from outside. */
  readonly epoch: number
  readonly claims: EditorClaims
  readonly onView: (view: EditorView | null) => void
}): ReactElement => {
  const text = useText()
  const { view, arrangePair } = useView()
  const { beside, together } = view.pair
  return (
    <section aria-label={text('reports.original')} className={styles['side']}>
      <div className={styles['heading']}>
        <h2>
          {text('reports.original')} · {languageName(content.language, text)}
        </h2>
        <div className={styles['toggles']}>
          <CommandIconButton
            size="small"
            words="reports.scrollTogether"
            aria-pressed={together}
            onPress={() => arrangePair({ together: !together })}
          />
          <span className={styles['wide']}>
            <CommandIconButton
              size="small"
              words="reports.sideBySide"
              aria-pressed={beside}
              onPress={() => arrangePair({ beside: !beside })}
            />
          </span>
        </div>
      </div>
      <PairTitle
        label={text('reports.titleLabel')}
        title={content.title}
        language={content.language}
      />
      <div className={styles['box']} data-reading>
        <BodyEditor
          key={epoch}
          initial={() => latest().body}
          label={text('reports.original')}
          language={content.language}
          readOnly
          searched={{ part: 'body', index: 0 }}
          claims={claims}
          onView={onView}
          onChange={() => undefined}
        />
      </div>
    </section>
  )
}
