import type { EditorView } from '@codemirror/view'
import { useEffect, useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton, CommandIconButton } from '../../commands/command-button.tsx'
import { BodyEditor } from '../../editor/body-editor.tsx'
import { addRedactionMarks, endSelection, showRedactions } from '../../editor/redaction-marks.ts'
import type { SelectedWords } from '../../editor/redaction-marks.ts'
import { optionsOf } from '../../records/options.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Select } from '../../ui/select.tsx'
import type { DraftRemoval } from './draft.ts'
import { RedactedText } from './redacted-text.tsx'
import { redactionWords } from './words.ts'
import shared from '../../ui/shared.module.css'
import styles from './publications.module.css'

/**
 * Converts offsets between a text and its editor, which counts CR LF, and CR alone, as one line
 * feed.
 */
export const offsetsOf = (
  text: string,
): { readonly inEditor: (at: number) => number; readonly inText: (at: number) => number } => {
  /** Offsets in the text of each CR LF. */
  const pairs: number[] = []
  for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n', at + 2)) pairs.push(at)
  /** How many pairs end before, or at, an offset; `ends` gives the end of the pair of that index. */
  const before = (offset: number, ends: (index: number) => number): number => {
    let low = 0
    let high = pairs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends(middle) <= offset) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    inEditor: (at) => at - before(at, (index) => (pairs[index] ?? 0) + 2),
    inText: (at) => at + before(at, (index) => (pairs[index] ?? 0) + 1 - index),
  }
}

/** Every occurrence of words in a text, without overlaps. */
export const placesOf = (text: string, words: string): { start: number; end: number }[] => {
  const places: { start: number; end: number }[] = []
  if (words === '') return places
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    places.push({ start: at, end: at + words.length })
  }
  return places
}

/** Adds removals; one inside another is dropped. */
export const withRemovals = (
  before: readonly DraftRemoval[],
  added: readonly DraftRemoval[],
): DraftRemoval[] => {
  const inside = (one: DraftRemoval, other: DraftRemoval): boolean =>
    one !== other && other.start <= one.start && one.end <= other.end
  const all = [...before]
  for (const one of added) {
    if (all.some((other) => other.start <= one.start && one.end <= other.end)) continue
    all.push(one)
  }
  return all
    .filter((one) => !all.some((other) => inside(one, other)))
    .sort((a, b) => a.start - b.start)
}

/**
 * One text, with what is not printed struck out. Words are selected in it, by mouse or keyboard, and
 * replaced by their kind, here or at every occurrence.
 */
export const RemovalEditor = ({
  body,
  language,
  removals,
  onChange,
}: {
  readonly body: string
  readonly language: string
  readonly removals: readonly DraftRemoval[]
  readonly onChange: (removals: DraftRemoval[]) => void
}): ReactElement => {
  const text = useText()
  const [view, setView] = useState<EditorView | null>(null)
  const [category, setCategory] = useState<DraftRemoval['category']>('name')
  const [selected, setSelected] = useState<SelectedWords | null>(null)
  const [isPrinted, setPrinted] = useState(false)
  const offsets = useMemo(() => offsetsOf(body), [body])

  useEffect(() => {
    if (view === null) return
    showRedactions(
      view,
      removals.map((one) => ({
        start: offsets.inEditor(one.start),
        end: offsets.inEditor(one.end),
        label: text(redactionWords[one.category]),
      })),
    )
  }, [view, removals, offsets, text])

  const start = offsets.inText(selected?.start ?? 0)
  const end = offsets.inText(selected?.end ?? 0)
  const everywhere = useMemo(() => placesOf(body, body.slice(start, end)), [body, start, end])
  const replace = (places: readonly SelectedWords[]): void => {
    onChange(
      withRemovals(
        removals,
        places.map((place) => ({ ...place, category })),
      ),
    )
    if (view !== null) endSelection(view)
  }

  return (
    <div className={styles['section']}>
      <div className={styles['redaction']}>
        <div className={styles['bar']}>
          {selected === null ? (
            <p className={shared['quiet']}>
              {text(isPrinted ? 'publications.asPrinted' : 'publications.originalHint')}
            </p>
          ) : (
            <>
              <span aria-hidden="true" className={shared['quiet']}>
                {text('publications.category')}
              </span>
              <Select
                label={text('publications.category')}
                hideLabel
                size="small"
                value={category}
                options={optionsOf(redactionWords, text)}
                onChange={setCategory}
              />
              <CommandButton
                words="publications.removeHere"
                size="small"
                onPress={() => replace([{ start, end }])}
              />
              <CommandButton
                words="publications.removeEverywhere"
                values={{ count: everywhere.length }}
                size="small"
                onPress={() => replace(everywhere)}
              />
            </>
          )}
          <Checkbox
            isSelected={isPrinted}
            onChange={(next) => {
              setPrinted(next)
              setSelected(null)
            }}
          >
            {text('publications.showPrinted')}
          </Checkbox>
        </div>
        {isPrinted ? (
          <RedactedText body={body} language={language} removals={removals} />
        ) : (
          <BodyEditor
            initial={body}
            onChange={() => undefined}
            label={text('publications.original')}
            language={language}
            readOnly
            onView={(made) => {
              setView(made)
              if (made !== null) addRedactionMarks(made, setSelected)
            }}
          />
        )}
      </div>
      {removals.length > 0 && (
        <ul aria-label={text('publications.removed')} className={shared['row2']}>
          {removals.map((removal) => (
            <li key={`${removal.start}-${removal.end}`} className={styles['removal']}>
              <span lang={language}>{body.slice(removal.start, removal.end)}</span>
              <span className={shared['quiet']}>{text(redactionWords[removal.category])}</span>
              <CommandIconButton
                size="small"
                words="publications.putBack"
                values={{ words: body.slice(removal.start, removal.end) }}
                onPress={() => onChange(removals.filter((one) => one !== removal))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
