import { useEffect, useRef } from 'react'
import { useRecordView } from '../../app/view-state.ts'
import type { Fixing } from '../../app/view-state.ts'
import type { ReportFinding } from '../../records/report-findings.ts'

/** The words as a review lists them: on one line, and cut after a number of letters. */
const isListedAs = ({ quote }: ReportFinding, words: string): boolean =>
  quote.replace(/\s+/g, ' ').trim().startsWith(words)

/**
 * For a report that was opened from a review, to fix words: makes it editable, and goes to the words
 * once the checks have found them. Each once, so that the user can leave the place.
 */
export const useFixing = ({
  id,
  findings,
  onRevise,
  onFound,
}: {
  readonly id: string | null
  /** Findings that are neither fixed nor overridden. */
  readonly findings: readonly ReportFinding[]
  /** Null: it is editable, or may not be revised here. */
  readonly onRevise: (() => void) | null
  readonly onFound: (finding: ReportFinding) => void
}): void => {
  const { fixing } = useRecordView()
  const revised = useRef<Fixing | null>(null)
  const found = useRef<Fixing | null>(null)
  useEffect(() => {
    if (fixing === null || fixing.words === null || fixing.id !== id) return
    const { words } = fixing
    if (onRevise !== null && revised.current !== fixing) {
      revised.current = fixing
      onRevise()
    }
    const finding = findings.find((one) => isListedAs(one, words))
    if (finding === undefined || found.current === fixing) return
    found.current = fixing
    onFound(finding)
  })
}
