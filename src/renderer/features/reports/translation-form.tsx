import type { EditorView } from '@codemirror/view'
import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { Translation } from '../../../shared/records.ts'
import { BodyEditor } from '../../editor/body-editor.tsx'
import { fieldTarget } from '../../editor/lint-target.ts'
import type { LintTarget } from '../../editor/lint-target.ts'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { languageOptions } from '../../records/options.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { ReportLint } from './use-report-lint.ts'
import styles from './translations-panel.module.css'

/** The form of one translation, with its translator. */
export const TranslationForm = ({
  translation,
  index,
  takesFocus,
  onFocused,
  lint,
  onView,
  onEdit,
  onRemove,
}: {
  readonly translation: Translation
  readonly index: number
  /** It was just added and takes the focus. */
  readonly takesFocus: boolean
  /**
   * It received the focus: from now on the user controls the focus, and this translation is shown.
   */
  readonly onFocused: () => void
  readonly lint: ReportLint
  readonly onView: (view: EditorView | null) => void
  readonly onEdit: (patch: Partial<Translation>) => void
  readonly onRemove: () => void
}): ReactElement => {
  const text = useText()
  const title = useRef<HTMLInputElement>(null)
  const write = useRef(onEdit)
  useEffect(() => {
    write.current = onEdit
  }, [onEdit])
  useEffect(() => {
    if (!takesFocus) return
    title.current?.focus()
    onFocused()
  }, [onFocused, takesFocus])
  const { onTarget } = lint.actions
  const titlePart = `translated-title.${index}`
  useEffect(() => {
    if (title.current === null) return
    onTarget(
      titlePart,
      fieldTarget(title.current, (next) => write.current({ title: next })),
    )
    return () => onTarget(titlePart, null)
  }, [onTarget, titlePart])
  const [body, setBody] = useState<LintTarget | null>(null)
  const bodyPart = `translated-body.${index}`
  // If another translation is restored before this one, the editor stays mounted and its index
  // changes.
  useEffect(() => {
    if (body === null) return
    onTarget(bodyPart, body)
    return () => onTarget(bodyPart, null)
  }, [body, bodyPart, onTarget])
  return (
    <div className={styles['form']} onFocus={onFocused}>
      <TextField
        ref={title}
        label={text('reports.translationTitle')}
        value={translation.title}
        lang={translation.language}
        maxLength={limits.title}
        onChange={(title) => onEdit({ title })}
      />
      <div className={styles['box']}>
        <BodyEditor
          initial={translation.body}
          label={text('reports.translationBody')}
          placeholder={text('reports.translationBody')}
          language={translation.language}
          searched={{ part: 'translated-body', index }}
          lint={{ ...lint.inEditor(bodyPart), onTarget: setBody }}
          onView={onView}
          onChange={(body) => onEdit({ body })}
        />
      </div>
      <div className={styles['credits']}>
        <Select
          label={text('reports.translationLanguage')}
          value={translation.language}
          options={languageOptions(translation.language, text)}
          onChange={(language) => onEdit({ language })}
        />
        <TextField
          label={text('reports.translator')}
          description={text('reports.pseudonymHint')}
          value={translation.translator}
          maxLength={limits.name}
          onChange={(translator) => onEdit({ translator })}
        />
        <TextField
          label={text('reports.translationEditor')}
          value={translation.editor}
          maxLength={limits.name}
          onChange={(editor) => onEdit({ editor })}
        />
        <div className={styles['remove']}>
          <CommandButton
            words="reports.removeTranslation"
            size="small"
            icon="trash"
            onPress={onRemove}
          />
        </div>
      </div>
    </div>
  )
}
