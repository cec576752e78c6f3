import { useState } from 'react'
import type { ReactElement } from 'react'
import type { ReportContent, Translation } from '../../../shared/records.ts'
import { BodyEditor } from '../../editor/body-editor.tsx'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { languageName, languageOptions } from '../../records/options.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Select } from '../../ui/select.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ReportReading } from './report-reading.tsx'
import styles from './translations-panel.module.css'

const emptyTranslation = (original: string, present: readonly Translation[]): Translation => {
  const taken = new Set([original, ...present.map((item) => item.language)])
  const language = ['en', 'ko', 'zh-Hans'].find((tag) => !taken.has(tag)) ?? 'und'
  return { language, title: '', body: '', translator: '', editor: '' }
}

const TranslationForm = ({
  translation,
  onEdit,
  onRemove,
}: {
  readonly translation: Translation
  readonly onEdit: (patch: Partial<Translation>) => void
  readonly onRemove: () => void
}): ReactElement => {
  const text = useText()
  return (
    <div className={styles['form']}>
      <Select
        label={text('reports.translationLanguage')}
        value={translation.language}
        options={languageOptions(translation.language, text)}
        onChange={(language) => onEdit({ language })}
      />
      <TextField
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
          onChange={(body) => onEdit({ body })}
        />
      </div>
      <div className={styles['pair']}>
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
      </div>
      <div>
        <Button size="small" icon="trash" onPress={onRemove}>
          {text('reports.removeTranslation')}
        </Button>
      </div>
    </div>
  )
}

const TranslationRead = ({ translation }: { readonly translation: Translation }): ReactElement => {
  const text = useText()
  return (
    <div className={styles['form']}>
      <ReportReading content={translation} level={3} />
      <p className={styles['credit']}>
        {translation.translator !== '' && (
          <span>
            {text('reports.translator')}: {translation.translator}
          </span>
        )}
        {translation.editor !== '' && (
          <span>
            {text('reports.translationEditor')}: {translation.editor}
          </span>
        )}
      </p>
    </div>
  )
}

/** The original at the start, one translation at the end. */
export const TranslationsPanel = ({
  content,
  epoch,
  latest,
  onEdit,
}: {
  readonly content: ReportContent
  readonly epoch: number
  /** The content as it is now, for what happens later than this rendering. */
  readonly latest: () => ReportContent
  /** null: to be read only. */
  readonly onEdit: ((patch: Partial<ReportContent>) => void) | null
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const [chosen, setChosen] = useState(0)
  // Grows when the list changes, so that editors do not keep the text of another translation.
  const [turn, setTurn] = useState(0)
  const { translations } = content
  const shown = Math.min(chosen, translations.length - 1)

  const change = (next: readonly Translation[]): void => onEdit?.({ translations: [...next] })
  const add = (): void => {
    change([...translations, emptyTranslation(content.language, translations)])
    setChosen(translations.length)
  }
  const remove = (index: number): void => {
    const gone = translations[index]
    if (gone === undefined) return
    change(translations.filter((_, other) => other !== index))
    setTurn(turn + 1)
    toast({
      text: text('reports.translationRemoved'),
      action: {
        label: text('common.undo'),
        run: () => {
          const now = latest().translations
          change([...now.slice(0, index), gone, ...now.slice(index)])
          setTurn(turn + 2)
        },
      },
    })
  }
  const addButton = onEdit !== null && translations.length < limits.translations && (
    <Button icon="plus" size="small" onPress={add}>
      {text('reports.addTranslation')}
    </Button>
  )

  if (translations.length === 0) {
    return (
      <EmptyState icon="language" title={text('reports.noTranslations')} action={addButton}>
        <p>{text('reports.noTranslationsText')}</p>
      </EmptyState>
    )
  }
  return (
    <div className={styles['sides']}>
      <section aria-label={text('reports.original')} className={styles['side']}>
        <h2 className={styles['heading']}>
          {text('reports.original')} · {languageName(content.language, text)}
        </h2>
        <ReportReading content={content} level={3} />
      </section>
      <section aria-label={text('reports.tabTranslations')} className={styles['side']}>
        <div className={styles['add']}>{addButton}</div>
        <Tabs
          label={text('reports.tabTranslations')}
          selected={String(shown)}
          onChange={(id) => setChosen(Number(id))}
          items={translations.map((translation, index) => ({
            id: String(index),
            label: languageName(translation.language, text),
            content:
              onEdit === null ? (
                <TranslationRead translation={translation} />
              ) : (
                <TranslationForm
                  key={`${epoch}.${turn}.${index}`}
                  translation={translation}
                  onEdit={(patch) =>
                    change(
                      translations.map((item, other) =>
                        other === index ? { ...item, ...patch } : item,
                      ),
                    )
                  }
                  onRemove={() => remove(index)}
                />
              ),
          }))}
        />
      </section>
    </div>
  )
}
