import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { RecordId } from '../../../shared/ids.ts'
import type { ReportContent } from '../../../shared/records.ts'
import { call, useVaultQuery } from '../../data/bridge.ts'
import { createLintChecker } from '../../editor/lint-checker.ts'
import type { CheckedParts } from '../../editor/lint-checker.ts'
import { findingsOf, partsOf } from '../../records/report-findings.ts'
import type { ReportFindings } from '../../records/report-findings.ts'

export type Lint = ReportFindings & {
  readonly checked: CheckedParts
  readonly again: () => void
}

const nothing: CheckedParts = new Map()

/**
 * Findings of the checks in a report while it is edited.
 *
 * @param isOn false while the report is read only: then no check runs.
 */
export const useLint = (content: ReportContent, id: string | null, isOn: boolean): Lint => {
  const subject = useRef(id)
  useEffect(() => {
    subject.current = id
  }, [id])
  const [checker] = useState(() =>
    createLintChecker(async ({ text, language }) => {
      const about = subject.current as RecordId | null
      const { findings } = await call('lint.check', { text, language, subject: about })
      return findings
    }),
  )
  const checked = useSyncExternalStore(checker.subscribe, checker.get)

  useEffect(() => {
    checker.set(isOn ? partsOf(content) : new Map())
  }, [checker, isOn, content])

  // Names are found only while the identity key is open.
  const { data: identity } = useVaultQuery('identity.status', {})
  const openUntil = identity?.keyOpenUntil ?? null
  const lookedOver = useRef(openUntil)
  useEffect(() => {
    if (lookedOver.current === openUntil) return
    lookedOver.current = openUntil
    checker.again()
  }, [checker, openUntil])

  useEffect(() => {
    if (!isOn) return
    // The tables take longer to build than a text to check: build them before the first pause.
    const nothingYet = { text: '', language: 'und', subject: null }
    void call('lint.check', nothingYet).catch(() => undefined)
  }, [isOn])

  useEffect(() => () => checker.end(), [checker])

  return useMemo(
    () => ({ ...findingsOf(content, isOn ? checked : nothing), checked, again: checker.again }),
    [checker, checked, content, isOn],
  )
}
