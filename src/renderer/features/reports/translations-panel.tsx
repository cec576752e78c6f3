import { useLayoutEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { ReportContent, Translation } from '../../../shared/records.ts'
import { usePairedScroll } from '../../editor/use-paired-scroll.ts'
import { useText } from '../../i18n/use-text.ts'
import { useOffer } from '../../offered-acts.tsx'
import { limits } from '../../records/limits.ts'
import { languageName } from '../../records/options.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useUndoable } from '../../undo.tsx'
import { useView } from '../../view-state.ts'
import { insertedAt } from './kept-order.ts'
import type { KeptOrder } from './kept-order.ts'
import { OriginalSide } from './original-side.tsx'
import { TranslationForm } from './translation-form.tsx'
import { changed, keyOf } from './translation-keys.ts'
import { TranslationRead } from './translation-read.tsx'
import type { PutBack } from './use-put-back.ts'
import type { ReportLint } from './use-report-lint.ts'
import type { TextClaims } from './use-text-claims.ts'
import styles from './translations-panel.module.css'

const emptyTranslation = (original: string, present: readonly Translation[]): Translation => {
  const taken = new Set([original, ...present.map((item) => item.language)])
  const language = ['en', 'ko', 'zh-Hans'].find((tag) => !taken.has(tag)) ?? 'und'
  return { language, title: '', body: '', translator: '', editor: '' }
}

/** How many of them say exactly that. */
const countOf = (translation: Translation, all: readonly Translation[]): number =>
  all.filter((one) =>
    (Object.keys(translation) as (keyof Translation)[]).every(
      (field) => one[field] === translation[field],
    ),
  ).length

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
  /** What stands in it now: some letters ahead of what was drawn last. */
  readonly latest: () => ReportContent
  readonly epoch: number
  readonly lint: ReportLint
  /** Marked in the original: a translation has none of its own. */
  readonly claims: TextClaims
  /** Which translation is shown, counted from 0. */
  readonly chosen: number
  readonly onChoose: (index: number) => void
  /** null: to be read only. */
  readonly onEdit: ((patch: Partial<ReportContent>) => void) | null
  readonly onPutBack: PutBack
  readonly order: KeptOrder
}): ReactElement => {
  const text = useText()
  const undoable = useUndoable()
  const { pair } = useView().view
  const [onOriginal, onTranslation] = usePairedScroll(pair.together)
  // Whoever adds one goes on to write it.
  const [added, setAdded] = useState<number | null>(null)
  const { translations } = content
  const shown = Math.min(chosen, translations.length - 1)
  // One that comes back in front of it moves the one that somebody writes: that goes on being shown.
  const before = useRef(translations)
  useLayoutEffect(() => {
    const [was, now] = [before.current[shown], translations[shown]]
    if (was !== undefined && now !== undefined && before.current.includes(now)) {
      const moved = translations.indexOf(was)
      if (moved > shown) onChoose(moved)
    }
    before.current = translations
  }, [onChoose, shown, translations])

  /** From what stands there now, of which a part may not have been drawn yet. */
  const change = (next: (now: readonly Translation[]) => readonly Translation[]): void =>
    onEdit?.({ translations: [...next(latest().translations)] })
  const add = (): void => {
    change((now) => [...now, emptyTranslation(content.language, now)])
    setAdded(translations.length)
    onChoose(translations.length)
  }
  const remove = (index: number): void => {
    const gone = latest().translations[index]
    if (gone === undefined) return
    const key = keyOf(gone)
    const count = countOf(gone, latest().translations)
    order.note(latest().translations.map(keyOf))
    change((now) => now.filter((_, other) => other !== index))
    setAdded(null)
    undoable(text('reports.translationRemoved'), {
      what: text('undo.translation'),
      takeBack: () =>
        onPutBack(({ translations: now }) => {
          // It came back otherwise, as with what somebody else wrote.
          if (countOf(gone, now) >= count) return {}
          if (now.length >= limits.translations) return null
          return { translations: insertedAt(now, order.placeOf(key, now.map(keyOf)), gone) }
        }),
    })
  }
  const mayAdd = onEdit !== null && translations.length < limits.translations
  useOffer(
    mayAdd
      ? [{ id: 'add-translation', name: 'reports.addTranslation', icon: 'plus', run: add }]
      : [],
  )
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
          selected={String(shown)}
          onChange={(id) => onChoose(Number(id))}
          items={translations.map((translation, index) => ({
            id: String(index),
            label: languageName(translation.language, text),
            content:
              onEdit === null ? (
                <TranslationRead
                  key={`${epoch}.${index}`}
                  translation={translation}
                  onView={onTranslation}
                />
              ) : (
                // One more or less: editors do not keep the text of another translation.
                <TranslationForm
                  key={[epoch, translations.length, index].join('.')}
                  translation={translation}
                  lint={lint}
                  index={index}
                  takesFocus={index === added}
                  onFocused={() => setAdded(null)}
                  onView={onTranslation}
                  onEdit={(patch) =>
                    change((now) =>
                      now.map((item, other) => (other === index ? changed(item, patch) : item)),
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
