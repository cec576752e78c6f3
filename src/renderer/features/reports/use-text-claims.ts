import { useCallback, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import { placeOf } from '../../claims/claim-place.ts'
import { useClaims } from '../../claims/use-claims.ts'
import { afterPalette } from '../../commands/commands.tsx'
import type { CommandRuns } from '../../commands/commands.tsx'
import { claimKeys } from '../../commands/shortcuts/keys.ts'
import { useKeysWithin } from '../../commands/shortcuts/use-keys-within.ts'
import type { EditorClaims } from '../../editor/claim-layer.ts'
import type { ClaimTarget } from '../../editor/claim-target.ts'
import { useText } from '../../i18n/use-text.ts'
import { useRecordView } from '../../app/view-state.ts'

export type TextClaims = {
  /** For the editor of the report's text. */
  readonly editor: EditorClaims
  /** Number of claims of the report. */
  readonly count: number
  /** Number of claims whose words are no longer in the report. */
  readonly gone: number
  /** The last action, announced to screen readers. */
  readonly said: string
  readonly runs: CommandRuns
}

const none: readonly never[] = []

/** The claims of a report in its text, with navigation. */
export const useTextClaims = (
  reportId: string | null,
  { translations }: Pick<ReportContent, 'translations'>,
  /** Where the keys of the claims work. */
  within: RefObject<HTMLElement | null>,
  /** Shows the text, if it is hidden. */
  showText: () => void,
): TextClaims => {
  const text = useText()
  const { select } = useRecordView()
  const [said, say] = useState('')
  const [away, setAway] = useState<readonly string[]>(none)
  const target = useRef<ClaimTarget | null>(null)
  const waiting = useRef<((target: ClaimTarget) => void) | null>(null)
  const { data: found = none } = useClaims(
    { caseId: null, reportId },
    { enabled: reportId !== null },
  )
  // Without a report the query returns all claims if another view has loaded them.
  const data = reportId === null ? none : found
  const claims = useMemo(
    () =>
      data.flatMap(({ id, content: { quote, start, end, statement } }) =>
        quote === '' ? [] : [{ id, quote, start, end, statement }],
      ),
    [data],
  )
  const gone = useMemo(
    () =>
      claims.filter(
        (claim) =>
          away.includes(claim.id) &&
          !translations.some((translation) => placeOf(translation.body, claim) !== null),
      ).length,
    [claims, away, translations],
  )

  const onTarget = useCallback((next: ClaimTarget) => {
    target.current = next
    const run = waiting.current
    if (run === null) return
    waiting.current = null
    // The claims are shown right after the text, and a newly shown tab takes the focus first.
    setTimeout(() => run(next), 100)
  }, [])
  // The editor of a new tab may mount before the old one unmounts.
  const onEnd = useCallback((ended: ClaimTarget) => {
    if (target.current === ended) target.current = null
  }, [])
  const onOpen = useCallback((id: string) => select('claims', id), [select])
  // None are gone in most reports: the same value then, so that nothing is rendered again.
  const onGone = useCallback((ids: readonly string[]) => setAway(ids.length === 0 ? none : ids), [])
  const editor = useMemo(
    () => ({ claims, onOpen, onGone, onTarget, onEnd }),
    [claims, onOpen, onGone, onTarget, onEnd],
  )

  const inText = (run: (target: ClaimTarget) => void): void => {
    if (target.current !== null) return run(target.current)
    waiting.current = run
    showText()
  }
  const step = (by: 1 | -1): void =>
    inText((at) => {
      const found = at.step(by)
      say(
        found === null
          ? text('claims.said.none')
          : text('claims.said.at', {
              at: found.at,
              count: found.count,
              statement: found.claim.statement,
            }),
      )
    })
  const openHere = (): void => {
    const claim = target.current?.here() ?? null
    if (claim === null) say(text('claims.said.notHere'))
    else onOpen(claim.id)
  }
  useKeysWithin(within, claimKeys, (act) => {
    if (act === 'open') openHere()
    else step(act === 'next' ? 1 : -1)
  })
  const isAny = claims.length > 0
  return {
    editor,
    count: data.length,
    gone,
    said,
    runs: {
      'claims.keys.next': isAny && afterPalette(() => step(1)),
      'claims.keys.previous': isAny && afterPalette(() => step(-1)),
      'claims.keys.open': isAny && afterPalette(openHere),
    },
  }
}
