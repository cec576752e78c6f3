import { appErrorOf } from '../data/bridge.ts'
import { failureTitle } from '../data/failure-text.tsx'
import type { MessageKey } from '../i18n/messages.ts'

/** Undoes one action. @throws AppError if that is no longer possible. */
export type UndoStep = () => Promise<void>

/** Why an action was not done, in one line. */
export type Why = {
  readonly why: MessageKey
  /** Error reference of a failure; null if the action did not apply. */
  readonly reference: string | null
}

/** A record that the action did not change, and why. */
export type NotChanged<R> = {
  readonly row: R
} & Why

/** Result of an action on one record. */
export type Outcome =
  { readonly isDone: true; readonly takeBack: UndoStep } | ({ readonly isDone: false } & Why)

export const notChanged = (why: MessageKey): Outcome => ({ isDone: false, why, reference: null })

export const whyRefused = (error: unknown): Why => {
  const failure = appErrorOf(error)
  return { why: failureTitle(failure), reference: failure.reference }
}

export const refused = (error: unknown): Outcome => ({ isDone: false, ...whyRefused(error) })
