import type { EditorView } from '@codemirror/view'
import type { ReactElement } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import { BodyEditor } from '../../editor/body-editor.tsx'
import { useText } from '../../i18n/use-text.ts'
import { languageName } from '../../records/options.ts'
import { IconButton } from '../../ui/button.tsx'
import { useView } from '../../view-state.tsx'
import { PairTitle } from './pair-title.tsx'
import styles from './translations-panel.module.css'

/** The original, to read beside its translation, and how the two stand to each other. */
export const OriginalSide = ({
  content,
  epoch,
  onView,
}: {
  readonly content: ReportContent
  /** Another one: the text was changed from elsewhere. */
  readonly epoch: number
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
          <IconButton
            icon="together"
            size="small"
            label={text('reports.scrollTogether')}
            aria-pressed={together}
            onPress={() => arrangePair({ together: !together })}
          />
          <span className={styles['wide']}>
            <IconButton
              icon="columns"
              size="small"
              label={text('reports.sideBySide')}
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
          initial={content.body}
          label={text('reports.original')}
          language={content.language}
          readOnly
          onView={onView}
          onChange={() => undefined}
        />
      </div>
    </section>
  )
}
