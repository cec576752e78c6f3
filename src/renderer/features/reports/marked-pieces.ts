import type { LintMark } from '../../editor/lint-marks.ts'

type Piece = {
  readonly start: number
  readonly words: string
  readonly mark: LintMark | null
}

/** A text in pieces, marked and not; where marks overlap, what the first one has is its own. */
export const markedPieces = (text: string, marks: readonly LintMark[]): readonly Piece[] => {
  const pieces: Piece[] = []
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
