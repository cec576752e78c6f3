import type { Text } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { correspondingScroll, paragraphLines } from './corresponding-place.ts'
import type { Scrolled } from './corresponding-place.ts'

/** For this long, a text scrolled by its counterpart does not scroll that one in turn. */
const holdFor = 200
/**
 * Heights out of view are estimates until rendered, so the position is corrected after this pause.
 */
const quietAfter = 120
/** Most corrections: newly rendered text may again be higher than estimated. */
const mostOften = 5

const known = new WeakMap<Text, readonly number[]>()

const linesOf = (doc: Text): readonly number[] => {
  const before = known.get(doc)
  if (before !== undefined) return before
  const lines = paragraphLines(doc.iterLines())
  known.set(doc, lines)
  return lines
}

/** Number of `lines` at or above a line. */
const countTo = (lines: readonly number[], line: number): number => {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle] ?? 0) <= line) low = middle + 1
    else high = middle
  }
  return low
}

const scrolled = (view: EditorView): Scrolled => {
  const { doc } = view.state
  const lines = linesOf(doc)
  const above = view.documentPadding.top
  return {
    shown: view.scrollDOM.clientHeight,
    places: {
      height: view.scrollDOM.scrollHeight,
      count: lines.length,
      top: (paragraph) => view.lineBlockAt(doc.line(lines[paragraph] ?? 1).from).top + above,
      at: (height) => {
        if (height < above) return -1
        const block = view.lineBlockAtHeight(height - above)
        return countTo(lines, doc.lineAt(block.from).number) - 1
      },
    },
  }
}

class Side {
  readonly view: EditorView
  /** Until then, scroll events are echoes of the counterpart's. */
  heldUntil = 0
  doc: Text

  constructor(view: EditorView) {
    this.view = view
    this.doc = view.state.doc
  }

  /** Typing scrolls a text too, which must not move the other. */
  wasWritten(): boolean {
    const { doc } = this.view.state
    const was = doc !== this.doc
    this.doc = doc
    return was
  }

  /** Returns whether it had to move. */
  follow(other: Side): boolean {
    const to = Math.round(
      correspondingScroll(
        scrolled(other.view),
        scrolled(this.view),
        other.view.scrollDOM.scrollTop,
      ),
    )
    this.heldUntil = performance.now() + holdFor
    if (Math.abs(this.view.scrollDOM.scrollTop - to) < 1) return false
    this.view.scrollDOM.scrollTop = to
    return true
  }
}

/** Scrolls two editors together. Returns a function that ends it. */
export const pairScroll = (one: EditorView, other: EditorView): (() => void) => {
  const ended = new AbortController()
  let frame = 0
  let quiet: ReturnType<typeof setTimeout> | undefined

  const lead = (side: Side, follower: Side): void => {
    const { scrollDOM, dom } = side.view
    const options = { signal: ended.signal, passive: true }
    // The text that the user touches leads at once.
    for (const kind of ['wheel', 'pointerdown', 'keydown', 'touchstart']) {
      dom.addEventListener(kind, () => (side.heldUntil = 0), options)
    }
    scrollDOM.addEventListener(
      'scroll',
      () => {
        const written = side.wasWritten()
        if (written || performance.now() < side.heldUntil) return
        const putRight = (left: number): void => {
          clearTimeout(quiet)
          quiet = setTimeout(() => {
            if (follower.follow(side) && left > 1) putRight(left - 1)
          }, quietAfter)
        }
        cancelAnimationFrame(frame)
        frame = requestAnimationFrame(() => follower.follow(side))
        putRight(mostOften)
      },
      options,
    )
  }

  const sides = [new Side(one), new Side(other)] as const
  lead(sides[0], sides[1])
  lead(sides[1], sides[0])
  return () => {
    ended.abort()
    cancelAnimationFrame(frame)
    clearTimeout(quiet)
  }
}
