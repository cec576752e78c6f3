import { useEffect, useRef } from 'react'
import type { ReactElement, RefObject } from 'react'
import type { SearchPlace } from '../../../shared/search-contract.ts'
import type { LintMark } from '../../editor/lint-marks.ts'
import type { SearchMarks } from '../../editor/search-marks.ts'
import { fieldTarget } from '../../editor/lint-target.ts'
import type { LintTarget } from '../../editor/lint-target.ts'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { Marked } from '../../ui/marked.tsx'
import { HeadingField } from '../../ui/heading-field.tsx'
import { useTyped } from '../../data/use-typed.ts'
import styles from './title-field.module.css'

type TitleMark = {
  readonly start: number
  readonly end: number
  readonly severity: LintMark['severity'] | 'found'
}

type TitlePiece = {
  readonly start: number
  readonly words: string
  readonly mark: TitleMark | null
}

/** A text split at its marks; where marks overlap, the first one has priority. */
const markedPieces = (text: string, marks: readonly TitleMark[]): readonly TitlePiece[] => {
  const pieces: TitlePiece[] = []
  let at = 0
  const add = (end: number, mark: TitleMark | null): void => {
    if (end > at) pieces.push({ start: at, words: text.slice(at, end), mark })
    at = Math.max(at, end)
  }
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    add(Math.min(mark.start, text.length), null)
    add(Math.min(mark.end, text.length), mark)
  }
  add(text.length, null)
  return pieces
}

type TitleProps = {
  readonly value: string
  readonly language: string
  readonly onChange: (value: string) => void
  /** Enter: move to the text. */
  readonly onEnter: () => void
  /** Findings in the title, at their position in `value`. */
  readonly marks: readonly LintMark[]
  /** Words of a search in the title as it was saved last. */
  readonly found: readonly SearchPlace[]
  readonly onTarget: (part: 'title', target: LintTarget | null) => void
  /** The report was just begun. */
  readonly takesFocus: boolean
  readonly ref: RefObject<HTMLTextAreaElement | null>
}

/** The title in its final style, on as many lines as needed; Enter moves to the text. */
const TitleField = ({
  value,
  language,
  onChange,
  onEnter,
  marks,
  found,
  onTarget,
  takesFocus,
  ref,
}: TitleProps): ReactElement => {
  const text = useText()
  const [shown, type] = useTyped(value, onChange)
  const write = useRef(type)
  useEffect(() => {
    write.current = type
  })
  useEffect(() => {
    if (ref.current === null) return
    onTarget(
      'title',
      fieldTarget(ref.current, (next) => write.current(next)),
    )
    return () => onTarget('title', null)
  }, [onTarget, ref])
  useEffect(() => {
    if (takesFocus) ref.current?.focus()
  }, [ref, takesFocus])
  const searched = found
    .filter(({ start, end, words }) => shown.slice(start, end) === words)
    .map(({ start, end }) => ({ start, end, severity: 'found' as const }))
  return (
    // The frame contains the same text invisibly: it sizes the box and carries the marks.
    <div className={styles['frame']} lang={language}>
      <div className={styles['mirror']} aria-hidden="true">
        {markedPieces(shown, [...searched, ...marks]).map(({ start, words, mark }) =>
          mark === null ? (
            words
          ) : (
            <span key={start} className={styles['marked']} data-severity={mark.severity}>
              {words}
            </span>
          ),
        )}{' '}
      </div>
      <HeadingField
        ref={ref}
        className={styles['title']}
        label={text('reports.titleLabel')}
        placeholder={text('reports.titlePlaceholder')}
        value={shown}
        lang={language}
        maxLength={limits.title}
        onChange={type}
        onEnter={onEnter}
      />
    </div>
  )
}

/** The title of a report, editable or read only, with the words of a search marked. */
export const ReportTitle = ({
  isEditing,
  search,
  ...rest
}: Omit<TitleProps, 'found'> & {
  readonly isEditing: boolean
  readonly search: SearchMarks | null
}): ReactElement => {
  const text = useText()
  const { value, language } = rest
  const found = search?.places.filter(({ part }) => part === 'title') ?? []
  if (isEditing) return <TitleField found={found} {...rest} />
  return (
    <h1 className={styles['read']} lang={value === '' ? undefined : language}>
      {value === '' ? (
        text('reports.untitled')
      ) : (
        <Marked text={value} marks={found.map(({ start, end }) => [start, end] as const)} />
      )}
    </h1>
  )
}
