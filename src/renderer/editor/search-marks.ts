import { StateEffect, StateField } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin } from '@codemirror/view'
import type { DecorationSet } from '@codemirror/view'
import { createContext, useContext, useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import type { SearchPlace } from '../../shared/search-contract.ts'

/** The words of a search in the texts of one report. */
export type SearchMarks = {
  readonly places: readonly SearchPlace[]
  /** The place that the user went to last. */
  readonly current: SearchPlace | null
  /** Grows each time the user goes to a place, so that the same one is scrolled to again. */
  readonly goes: number
}

/** Null: no search. */
export const SearchMarksContext = createContext<SearchMarks | null>(null)

/** A text of a report in an editor. */
export type SearchedPart = Pick<SearchPlace, 'part' | 'index'>

type ShownPlaces = {
  readonly places: readonly SearchPlace[]
  readonly current: SearchPlace | null
  /** Scroll to the current place. */
  readonly isGoing: boolean
}

const setMarks = StateEffect.define<ShownPlaces>()

const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, { changes, effects, newDoc }) => {
    const now = effects.find((effect) => effect.is(setMarks))
    if (now === undefined) return before.map(changes)
    const { places, current } = now.value
    return Decoration.set(
      places
        .filter(
          ({ start, end, words }) =>
            start < end && end <= newDoc.length && newDoc.sliceString(start, end) === words,
        )
        .map((place) =>
          Decoration.mark({
            class: 'cm-found',
            attributes: { role: 'mark', ...(place === current ? { 'data-current': '' } : {}) },
          }).range(place.start, place.end),
        ),
      true,
    )
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** Time after which a composition is looked at again: redrawing under an input method breaks it. */
const pauseMs = 500

class Shower {
  readonly view: EditorView
  timer: ReturnType<typeof setTimeout> | undefined

  constructor(view: EditorView) {
    this.view = view
  }

  show(marks: ShownPlaces): void {
    clearTimeout(this.timer)
    if (this.view.composing) {
      this.timer = setTimeout(() => this.show(marks), pauseMs)
      return
    }
    const { current, isGoing } = marks
    const { length } = this.view.state.doc
    this.view.dispatch({
      effects: [
        setMarks.of(marks),
        ...(current === null || !isGoing
          ? []
          : [EditorView.scrollIntoView(Math.min(current.start, length), { y: 'center' })]),
      ],
    })
  }

  destroy(): void {
    clearTimeout(this.timer)
  }
}

const shower = ViewPlugin.fromClass(Shower)

/** Marks the words of a search; the marks move with edits until they are replaced. */
export const searchMarks: Extension = [markField, shower]

/** Marks the words of the search in one text, and scrolls to the place that the user goes to. */
export const useSearchMarks = (
  view: RefObject<EditorView | null>,
  of: SearchedPart | undefined,
): void => {
  const found = useContext(SearchMarksContext)
  const { part, index } = of ?? {}
  const gone = useRef(0)
  useEffect(() => {
    if (part === undefined) return
    const isHere = (place: SearchPlace): boolean => place.part === part && place.index === index
    const places = found?.places.filter(isHere) ?? []
    const current = found?.current ?? null
    // Places that are read again after a save scroll nothing.
    const isGoing = (found?.goes ?? 0) > gone.current
    gone.current = found?.goes ?? 0
    view.current?.plugin(shower)?.show({
      places,
      current: current !== null && isHere(current) ? current : null,
      isGoing,
    })
  }, [found, index, part, view])
}
