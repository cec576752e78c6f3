import { appErrorOf } from '../data/bridge.ts'
import { failureTitle } from '../data/failure-text.tsx'
import type { MessageKey } from '../i18n/messages.ts'

/** Takes one act back. @throws Refusal when that cannot be done any more. */
export type UndoStep = () => Promise<void>

/** Why something was not done, in words that fit a line. */
export type Why = {
  readonly why: MessageKey
  /** Of a failure; null where it was not to be done. */
  readonly reference: string | null
}

/** A record that an act did not change, and why. */
export type NotChanged<R> = {
  readonly row: R
} & Why

/** What an act to one record came to. */
export type Outcome =
  { readonly isDone: true; readonly takeBack: UndoStep } | ({ readonly isDone: false } & Why)

export const notChanged = (why: MessageKey): Outcome => ({ isDone: false, why, reference: null })

export const whyRefused = (error: unknown): Why => {
  const refusal = appErrorOf(error)
  return { why: failureTitle(refusal), reference: refusal.reference }
}

export const refused = (error: unknown): Outcome => ({ isDone: false, ...whyRefused(error) })
