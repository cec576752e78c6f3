import type { EditorView } from '@codemirror/view'
import type { ReactElement } from 'react'
import type { Translation } from '../../../shared/records.ts'
import { BodyEditor } from '../../editor/body-editor.tsx'
import { useText } from '../../i18n/use-text.ts'
import { PairTitle } from './pair-title.tsx'
import styles from './translations-panel.module.css'

/** One translation, read only, with its translator. */
export const TranslationRead = ({
  translation,
  index,
  onView,
}: {
  readonly translation: Translation
  readonly index: number
  readonly onView: (view: EditorView | null) => void
}): ReactElement => {
  const text = useText()
  const { translator, editor } = translation
  return (
    <div className={styles['form']}>
      <PairTitle
        label={text('reports.translationTitle')}
        title={translation.title}
        language={translation.language}
      />
      <div className={styles['box']} data-reading>
        <BodyEditor
          initial={translation.body}
          label={text('reports.translationBody')}
          language={translation.language}
          readOnly
          searched={{ part: 'translated-body', index }}
          onView={onView}
          onChange={() => undefined}
        />
      </div>
      {(translator !== '' || editor !== '') && (
        <p className={styles['credit']}>
          {translator !== '' && (
            <span>
              {text('reports.translator')}: {translator}
            </span>
          )}
          {editor !== '' && (
            <span>
              {text('reports.translationEditor')}: {editor}
            </span>
          )}
        </p>
      )}
    </div>
  )
}
