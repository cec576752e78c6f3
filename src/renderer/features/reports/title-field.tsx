import { useEffect, useRef } from 'react'
import type { ReactElement, RefObject } from 'react'
import type { LintMark } from '../../editor/lint-marks.ts'
import { fieldTarget } from '../../editor/lint-target.ts'
import type { LintTarget } from '../../editor/lint-target.ts'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { HeadingField } from '../../ui/heading-field.tsx'
import { useTyped } from '../../data/use-typed.ts'
import styles from './title-field.module.css'

type TitlePiece = {
  readonly start: number
  readonly words: string
  readonly mark: LintMark | null
}

/** A text split at its marks; where marks overlap, the first one has priority. */
const markedPieces = (text: string, marks: readonly LintMark[]): readonly TitlePiece[] => {
  const pieces: TitlePiece[] = []
  let at = 0
  const add = (end: number, mark: LintMark | null): void => {
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

/** The title in its final style, on as many lines as needed; Enter moves to the text. */
export const TitleField = ({
  value,
  language,
  onChange,
  onEnter,
  marks,
  onTarget,
  ref,
}: {
  readonly value: string
  readonly language: string
  readonly onChange: (value: string) => void
  /** Enter: move to the text. */
  readonly onEnter: () => void
  /** Findings in the title, at their position in `value`. */
  readonly marks: readonly LintMark[]
  readonly onTarget: (target: LintTarget | null) => void
  readonly ref: RefObject<HTMLTextAreaElement | null>
}): ReactElement => {
  const text = useText()
  const [shown, type] = useTyped(value, onChange)
  const write = useRef(type)
  useEffect(() => {
    write.current = type
  })
  useEffect(() => {
    if (ref.current === null) return
    onTarget(fieldTarget(ref.current, (next) => write.current(next)))
    return () => onTarget(null)
  }, [onTarget, ref])
  return (
    // The frame contains the same text invisibly: it sizes the box and carries the marks.
    <div className={styles['frame']} lang={language}>
      <div className={styles['mirror']} aria-hidden="true">
        {markedPieces(shown, marks).map(({ start, words, mark }) =>
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
