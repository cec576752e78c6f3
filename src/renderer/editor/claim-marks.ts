import { StateEffect, StateField } from '@codemirror/state'
import type { EditorState, Extension, Transaction } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin } from '@codemirror/view'
import type { DecorationSet, ViewUpdate } from '@codemirror/view'
import { surePlaceOf } from '../claims/claim-place.ts'
import type { Quoted } from '../claims/claim-place.ts'

/** A claim made from the text in an editor. */
export type TextClaim = Quoted & { readonly id: string; readonly statement: string }

/** Current position. If gone, the words are not in the text; `start` is their last position. */
export type PlacedClaim = TextClaim & {
  readonly isGone: boolean
  /** The quoted words were edited, and their position has not been searched for again. */
  readonly isUnsure: boolean
}

type Claims = {
  /** Claims found in the text come first, in text order. */
  readonly placed: readonly PlacedClaim[]
  /** The claim last navigated to; any edit or selection change clears it. */
  readonly current: string | null
  readonly marks: DecorationSet
}

const setClaims = StateEffect.define<readonly TextClaim[]>()
const setCurrent = StateEffect.define<string | null>()
const lookAgain = StateEffect.define<null>()

const place = (claim: TextClaim, text: string): PlacedClaim => {
  const found = surePlaceOf(text, claim)
  return { ...claim, ...found, isGone: found === null, isUnsure: false }
}

const inOrder = (placed: readonly PlacedClaim[]): readonly PlacedClaim[] =>
  [...placed].sort(
    (one, other) =>
      Number(one.isGone) - Number(other.isGone) || one.start - other.start || one.end - other.end,
  )

const follow = (claim: PlacedClaim, { changes }: Transaction): PlacedClaim => {
  // The last known position may be past the end of this text, so it cannot be mapped.
  if (claim.isGone) return claim
  const isTouched = changes.touchesRange(claim.start, claim.end) !== false
  const start = changes.mapPos(claim.start, 1)
  // If all the words were deleted, the mapped ends would cross.
  const end = Math.max(start, changes.mapPos(claim.end, -1))
  return { ...claim, start, end, isUnsure: claim.isUnsure || isTouched }
}

const drawn = ({ id }: PlacedClaim, current: string | null): Decoration =>
  Decoration.mark({
    class: 'cm-claim',
    attributes: { role: 'mark', ...(id === current ? { 'data-current': '' } : {}) },
  })

const marksOf = (placed: readonly PlacedClaim[], current: string | null): DecorationSet =>
  Decoration.set(
    placed
      .filter(({ isGone, start, end }) => !isGone && start < end)
      .map((claim) => drawn(claim, current).range(claim.start, claim.end)),
    true,
  )

const update = (before: Claims, transaction: Transaction): Claims => {
  const { docChanged, selection, effects, newDoc } = transaction
  let { placed, current } = before
  let isAnew = false
  if (docChanged) placed = placed.map((claim) => follow(claim, transaction))
  // Redrawing under an input method breaks its composition.
  const isComposed = transaction.isUserEvent('input.type.compose')
  if (!isComposed && (docChanged || selection !== undefined)) current = null
  for (const effect of effects) {
    if (effect.is(setCurrent)) current = effect.value
    else if (effect.is(setClaims)) {
      const text = newDoc.toString()
      const known = new Map(placed.map((claim) => [claim.id, claim]))
      isAnew = true
      placed = inOrder(
        effect.value.map((claim) => {
          const same = known.get(claim.id)
          // A position mapped through edits is more reliable than a search result.
          return same?.quote === claim.quote && !same.isGone
            ? { ...same, statement: claim.statement }
            : place(claim, text)
        }),
      )
    } else if (effect.is(lookAgain)) {
      const text = newDoc.toString()
      isAnew = true
      placed = inOrder(
        placed.map((claim) => (claim.isGone || claim.isUnsure ? place(claim, text) : claim)),
      )
    }
  }
  if (isAnew || current !== before.current) {
    return { placed, current, marks: marksOf(placed, current) }
  }
  return docChanged ? { placed, current, marks: before.marks.map(transaction.changes) } : before
}

const claimField = StateField.define<Claims>({
  create: () => ({ placed: [], current: null, marks: Decoration.none }),
  update,
  provide: (field) => EditorView.decorations.from(field, ({ marks }) => marks),
})

const nothing: Claims = { placed: [], current: null, marks: Decoration.none }
const claimsOf = (state: EditorState): Claims => state.field(claimField, false) ?? nothing

/**
 * The claims of the text: found ones first, in text order. The same array while nothing changes.
 */
export const placedClaims = (state: EditorState): readonly PlacedClaim[] => claimsOf(state).placed

/** Claims whose words are in the text. */
export const claimsInText = (state: EditorState): readonly PlacedClaim[] =>
  placedClaims(state).filter(({ isGone }) => !isGone)

/** The claim last navigated to; any edit or selection change clears it. */
export const currentClaim = (state: EditorState): PlacedClaim | null => {
  const { placed, current } = claimsOf(state)
  return current === null ? null : (placed.find(({ id }) => id === current) ?? null)
}

/** The claim at a position: the current one if it is there, otherwise the shortest. */
export const claimAt = (state: EditorState, at: number): PlacedClaim | null => {
  const { current } = claimsOf(state)
  const here = claimsInText(state).filter(({ start, end }) => start <= at && at <= end)
  const length = ({ start, end }: PlacedClaim): number => end - start
  const [shortest = null] = [...here].sort((one, other) => length(one) - length(other))
  return here.find(({ id }) => id === current) ?? shortest
}

/** The next claim after the caret, or the previous one; wraps around. */
export const claimFrom = (state: EditorState, by: 1 | -1): PlacedClaim | null => {
  const claims = claimsInText(state)
  const last = claims.findIndex(({ id }) => id === claimsOf(state).current)
  if (last >= 0) return claims.at((last + by) % claims.length) ?? null
  const { head } = state.selection.main
  // Going back from inside a claim leads to its start, as in a list.
  return by > 0
    ? (claims.find(({ start }) => start >= head) ?? claims[0] ?? null)
    : (claims.filter(({ start }) => start < head).at(-1) ?? claims.at(-1) ?? null)
}

/**
 * Puts the caret before a claim and marks it as current. Its words are not selected: a key would
 * replace them.
 */
export const goToClaim = (view: EditorView, { id, start }: PlacedClaim): void => {
  view.focus()
  view.dispatch({
    selection: { anchor: start },
    effects: [setCurrent.of(id), EditorView.scrollIntoView(start, { y: 'center' })],
  })
}

/** Delay after the last key before edited words are searched for again. */
const pauseMs = 500

/**
 * Searches after a pause, and never during a composition: redrawing under an input method breaks
 * it.
 */
class Looker {
  readonly view: EditorView
  timer: ReturnType<typeof setTimeout> | undefined
  waiting: readonly TextClaim[] | null = null

  constructor(view: EditorView) {
    this.view = view
  }

  update({ docChanged, state }: ViewUpdate): void {
    if (docChanged && placedClaims(state).some(({ isGone, isUnsure }) => isGone || isUnsure)) {
      this.look(pauseMs)
    }
  }

  show(claims: readonly TextClaim[]): void {
    this.waiting = claims
    this.look(0)
  }

  look(afterMs: number): void {
    clearTimeout(this.timer)
    if (afterMs > 0) this.timer = setTimeout(() => this.look(0), afterMs)
    else if (this.view.composing) this.timer = setTimeout(() => this.look(0), pauseMs)
    else {
      const { waiting } = this
      this.waiting = null
      this.view.dispatch({
        effects:
          waiting === null ? lookAgain.of(null) : [setClaims.of(waiting), lookAgain.of(null)],
      })
    }
  }

  destroy(): void {
    clearTimeout(this.timer)
  }
}

const looker = ViewPlugin.fromClass(Looker)

/** Reports the ids of the claims that are gone, whenever the set changes. */
const tellGone = (onGone: (ids: readonly string[]) => void): Extension => {
  let told: string | null = null
  return EditorView.updateListener.of(({ startState, state }) => {
    const placed = placedClaims(state)
    if (placed === placedClaims(startState)) return
    const gone = placed.filter(({ isGone }) => isGone).map(({ id }) => id)
    if (gone.join() === told) return
    told = gone.join()
    onGone(gone)
  })
}

/** Marks the words of claims. The marks move with edits. */
export const claimMarks = (onGone: (ids: readonly string[]) => void): Extension => [
  claimField,
  looker,
  tellGone(onGone),
]

/** Replaces the displayed claims. */
export const showClaims = (view: EditorView, claims: readonly TextClaim[]): void => {
  if (claims.length > 0 || placedClaims(view.state).length > 0) view.plugin(looker)?.show(claims)
}
