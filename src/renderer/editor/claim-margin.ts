import { RangeSet, StateField } from '@codemirror/state'
import type { EditorState, Extension } from '@codemirror/state'
import { EditorView, GutterMarker, gutter } from '@codemirror/view'
import { placedClaims, claimsInText } from './claim-marks.ts'
import type { PlacedClaim } from './claim-marks.ts'

export type MarginPorts = {
  /** Label for the number of claims in a line. */
  readonly inLine: (count: number) => string
  /** The marker of a line was pressed. */
  readonly onPress: (claims: readonly PlacedClaim[], marker: HTMLElement) => void
}

/** Number of claims that start in a line. For the pointer; shortcuts lead to the same claims. */
class CountMarker extends GutterMarker {
  readonly count: number
  readonly words: string

  constructor(count: number, words: string) {
    super()
    this.count = count
    this.words = words
  }

  override eq(other: CountMarker): boolean {
    return this.words === other.words
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement('span')
    dom.className = 'cm-claim-count'
    dom.textContent = String(this.count)
    dom.title = this.words
    return dom
  }
}

/** The claims that start in the line at a position. */
const beginningIn = (state: EditorState, at: number): readonly PlacedClaim[] => {
  const { from, to } = state.doc.lineAt(at)
  return claimsInText(state).filter(({ start }) => from <= start && start <= to)
}

const markersIn = (state: EditorState, { inLine }: MarginPorts): RangeSet<GutterMarker> => {
  const counts = new Map<number, number>()
  for (const { start } of claimsInText(state)) {
    const { from } = state.doc.lineAt(start)
    counts.set(from, (counts.get(from) ?? 0) + 1)
  }
  const markers = [...counts].map(([from, count]) =>
    new CountMarker(count, inLine(count)).range(from),
  )
  return RangeSet.of(markers, true)
}

/**
 * A margin after the text with the number of claims that start in each line; none without claims.
 */
export const claimMargin = (ports: MarginPorts): Extension => {
  const markers = StateField.define<RangeSet<GutterMarker>>({
    create: () => RangeSet.empty,
    // Also after a language change, because the labels are localized.
    update: (before, { startState, state, reconfigured }) =>
      placedClaims(startState) === placedClaims(state) && !reconfigured
        ? before
        : markersIn(state, ports),
  })
  return [
    markers,
    gutter({
      class: 'cm-claim-margin',
      side: 'after',
      markers: (view) => view.state.field(markers),
      domEventHandlers: {
        click: (view, line, event) => {
          const marker = (event.target as Element).closest<HTMLElement>('.cm-claim-count')
          if (marker === null) return false
          ports.onPress(beginningIn(view.state, line.from), marker)
          return true
        },
      },
    }),
    // Without claims the margin takes no space.
    EditorView.editorAttributes.compute([markers], (state): Record<string, string> =>
      state.field(markers).size > 0 ? { 'data-claims': '' } : {},
    ),
  ]
}
