import type { Finding } from '../../../shared/lint.ts'

/** One text for the lint worker. Names are in it for as long as the answer takes. */
export type LintJob = {
  readonly number: number
  readonly text: string
  readonly language: string
  readonly names: readonly string[]
}

/** `findings` null: the check broke off. */
export type LintReply = {
  readonly number: number
  readonly findings: readonly Finding[] | null
}
