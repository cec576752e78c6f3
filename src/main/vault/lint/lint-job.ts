import type { Finding } from '../../../shared/lint.ts'

/** One text for the lint worker. The names are in its memory until it replies. */
export type LintJob = {
  readonly number: number
  readonly text: string
  readonly language: string
  readonly names: readonly string[]
}

/** `findings` null: the check failed. */
export type LintReply = {
  readonly number: number
  readonly findings: readonly Finding[] | null
}
