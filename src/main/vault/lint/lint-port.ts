import type { RecordId } from '../../../shared/ids.ts'
import type { Finding } from '../../../shared/lint.ts'

/**
 * Checks a text for content that could lead to a source. Null if the check failed: a review then
 * has an open item.
 */
export type LintPort = (input: {
  readonly text: string
  readonly language: string
  readonly subject: RecordId | null
}) => Promise<readonly Finding[] | null>
