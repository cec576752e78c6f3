import { useState, useEffect } from 'react'
import type { ReactElement } from 'react'
import type { ReportContent, Translation } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { limits } from '../../records/limits.ts'
import { languageName } from '../../records/options.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useUndoable } from '../../commands/undo.tsx'
import { useView } from '../../app/view-state.ts'
import { insertedAt } from './kept-order.ts'
import type { KeptOrder } from './kept-order.ts'
import { OriginalSide } from './original-side.tsx'
import { TranslationForm } from './translation-form.tsx'
import { changed, keyOf, saysTheSame } from './translation-keys.ts'
import { TranslationRead } from './translation-read.tsx'
import type { PutBack } from './use-put-back.ts'
import type { ReportLint } from './use-report-lint.ts'
import type { TextClaims } from './use-text-claims.ts'
import styles from './translations-panel.module.css'
import type { EditorView } from '@codemirror/view'
import { pairScroll } from '../../editor/paired-scroll.ts'

/** Scrolls two editors together while both are mounted; each is passed to its own callback. */
const usePairedScroll = (
  isOn: boolean,
): readonly [(view: EditorView | null) => void, (view: EditorView | null) => void] => {
  const [one, setOne] = useState<EditorView | null>(null)
  const [other, setOther] = useState<EditorView | null>(null)
  useEffect(() => {
    if (isOn && one !== null && other !== null) return pairScroll(one, other)
    return undefined
  }, [isOn, one, other])
  return [setOne, setOther]
}

const emptyTranslation = (original: string, present: readonly Translation[]): Translation => {
  const taken = new Set([original, ...present.map((item) => item.language)])
  const language = ['en', 'ko', 'zh-Hans'].find((tag) => !taken.has(tag)) ?? 'und'
  return { language, title: '', body: '', translator: '', editor: '' }
}

/** Number of translations with exactly this content. */
const countOf = (translation: Translation, all: readonly Translation[]): number =>
  all.filter((one) => saysTheSame(translation, one)).length

/** The original at the start, one translation at the end. */
export const TranslationsPanel = ({
  content,
  latest,
  epoch,
  lint,
  claims,
  chosen,
  onChoose,
  onEdit,
  onPutBack,
  order,
}: {
  readonly content: ReportContent
  /** The current content, possibly newer than the last render. */
  readonly latest: () => ReportContent
  readonly epoch: number
  readonly lint: ReportLint
  /** Marked in the original: a translation has no claims of its own. */
  readonly claims: TextClaims
  /** The key of the chosen translation; empty if none was chosen. */
  readonly chosen: string
  readonly onChoose: (key: string) => void
  /** null: read only. */
  readonly onEdit: ((patch: Partial<ReportContent>) => void) | null
  readonly onPutBack: PutBack
  readonly order: KeptOrder
}): ReactElement => {
  const text = useText()
  const undoable = useUndoable()
  const { pair } = useView().view
  const [onOriginal, onTranslation] = usePairedScroll(pair.together)
  // A new translation gets the focus, so that the user can write in it.
  const [added, setAdded] = useState<string | null>(null)
  const { translations } = content
  const keys = translations.map(keyOf)
  // While that translation is deleted, show the one after it.
  const shown = keys.includes(chosen)
    ? chosen
    : (keys[Math.min(order.placeOf(chosen, keys), keys.length - 1)] ?? chosen)

  /** Starts from the current content, which may be newer than the last render. */
  const change = (next: (now: readonly Translation[]) => readonly Translation[]): void =>
    onEdit?.({ translations: [...next(latest().translations)] })
  const add = (): void => {
    const made = emptyTranslation(content.language, latest().translations)
    change((now) => [...now, made])
    setAdded(keyOf(made))
    onChoose(keyOf(made))
  }
  const remove = (key: string): void => {
    const found = latest().translations.find((one) => keyOf(one) === key)
    if (found === undefined) return
    // A copy: a later version of the report may contain the same object, changed.
    const gone = changed(found, {})
    const count = countOf(gone, latest().translations)
    order.note(latest().translations.map(keyOf))
    change((now) => now.filter((one) => keyOf(one) !== key))
    setAdded(null)
    undoable(text('reports.translationRemoved'), {
      what: text('undo.translation'),
      takeBack: () =>
        onPutBack(({ translations: now }) => {
          // Already restored by another change, for example a newer version from elsewhere.
          if (countOf(gone, now) >= count) return {}
          if (now.length >= limits.translations) return null
          return { translations: insertedAt(now, order.placeOf(key, now.map(keyOf)), gone) }
        }),
    })
  }
  const mayAdd = onEdit !== null && translations.length < limits.translations
  useCommands({ 'reports.addTranslation': mayAdd && add })
  const addButton = mayAdd && (
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
    <div className={styles['sides']} data-beside={pair.beside || undefined}>
      <OriginalSide
        content={content}
        latest={latest}
        epoch={epoch}
        claims={claims.editor}
        onView={onOriginal}
      />
      <section aria-label={text('reports.tabTranslations')} className={styles['side']}>
        <div className={styles['heading']}>
          <h2>{text('reports.tabTranslations')}</h2>
          {addButton}
        </div>
        <Tabs
          label={text('reports.tabTranslations')}
          isOpen
          selected={shown}
          onChange={onChoose}
          items={translations.map((translation, index) => {
            const key = keyOf(translation)
            return {
              // Keyed by translation: if one is added or removed, the others keep their editors.
              id: key,
              label: languageName(translation.language, text),
              content:
                onEdit === null ? (
                  <TranslationRead
                    key={epoch}
                    translation={translation}
                    index={index}
                    onView={onTranslation}
                  />
                ) : (
                  <TranslationForm
                    key={epoch}
                    translation={translation}
                    lint={lint}
                    index={index}
                    takesFocus={key === added}
                    onFocused={() => {
                      setAdded(null)
                      onChoose(key)
                    }}
                    onView={onTranslation}
                    onEdit={(patch) =>
                      change((now) =>
                        now.map((one) => (keyOf(one) === key ? changed(one, patch) : one)),
                      )
                    }
                    onRemove={() => remove(key)}
                  />
                ),
            }
          })}
        />
      </section>
    </div>
  )
}
