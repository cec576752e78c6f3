import type { RecordId } from '../../../shared/ids.ts'
import type { Finding } from '../../../shared/lint.ts'

/**
 * Looks a text over for whatever could lead to a source. Null when it could not be done: then a
 * review does not pass by itself.
 */
export type LintPort = (input: {
  readonly text: string
  readonly language: string
  readonly subject: RecordId | null
}) => Promise<readonly Finding[] | null>
