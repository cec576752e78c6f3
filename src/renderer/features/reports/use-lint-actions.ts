import { useCallback, useMemo, useRef, useState } from 'react'
import type { Day } from '../../../shared/ids.ts'
import type { LintTarget } from '../../editor/lint-target.ts'
import type { TextStretch } from '../../editor/recent-texts.ts'
import { familyWords, mayOverride, visibleWords } from '../../editor/lint-words.ts'
import { useText } from '../../i18n/use-text.ts'
import type { DraftSaver } from './draft-saver.ts'
import { partOf, validOverrides } from '../../records/report-findings.ts'
import { utcDay } from '../../records/whole-day.ts'
import type { Override, ReportPart, ReportFinding } from '../../records/report-findings.ts'
import type { Lint } from './use-lint.ts'
import type { RefObject } from 'react'
import { findingKeys } from '../../commands/shortcuts/keys.ts'
import { useKeysWithin } from '../../commands/shortcuts/use-keys-within.ts'

type KeyActions = { readonly step: (by: 1 | -1) => void; readonly settleHere: () => void }

/** F8 and Shift+F8 step through the findings; Alt+Enter resolves the one at the caret. */
export const useLintKeys = (
  within: RefObject<HTMLElement | null>,
  { step, settleHere }: KeyActions,
  isOn: boolean,
): void =>
  useKeysWithin(
    within,
    findingKeys,
    (act) => {
      if (act === 'settle') settleHere()
      else step(act === 'next' ? 1 : -1)
    },
    isOn,
  )

type From = {
  /** Caret position; null if it is in none of the texts. */
  readonly caret: { readonly part: string; readonly at: number } | null
  /** The finding that was current last. */
  readonly key: string | null
  readonly by: 1 | -1
}

/** The next open finding from the caret, or from the last current one; wraps around. */
export const nextFinding = (
  parts: readonly string[],
  open: readonly ReportFinding[],
  { caret, key, by }: From,
): ReportFinding | null => {
  const last = open.findIndex((one) => one.key === key)
  const at = open[last]
  const isThere =
    at !== undefined &&
    (caret === null || (at.part === caret.part && at.start <= caret.at && caret.at <= at.end))
  if (isThere || caret === null) {
    // No current finding: the first one, or backwards the last one.
    const next = isThere ? last + by : by > 0 ? 0 : -1
    return open.at(next >= open.length ? 0 : next) ?? null
  }
  const order = parts.indexOf(caret.part)
  const side = (one: ReportFinding): number =>
    Math.sign(parts.indexOf(one.part) - order || one.start - caret.at)
  const beyond = open.filter((one) => side(one) === by)
  return (by > 0 ? (beyond[0] ?? open[0]) : (beyond.at(-1) ?? open.at(-1))) ?? null
}

export type LintActions = {
  /** The current finding. */
  readonly current: string | null
  readonly setCurrent: (key: string | null) => void
  /** The finding that a reason is asked for. */
  readonly asking: ReportFinding | null
  readonly ask: (finding: ReportFinding | null) => void
  /** The last action, announced to screen readers. */
  readonly said: string
  /** Scrolls to a finding and puts the caret there. */
  readonly jump: (finding: ReportFinding) => void
  /** Scrolls to a finding without moving the focus. */
  readonly reveal: (finding: ReportFinding) => void
  /** To the next or previous finding. */
  readonly step: (by: 1 | -1) => void
  readonly replace: (finding: ReportFinding) => void
  /**
   * Replaces the finding at the caret, or a spelling that is not the vault's; asks for a reason if
   * the finding has no replacement.
   */
  readonly settleHere: () => void
  readonly override: (finding: ReportFinding, reason: string) => void
  readonly takeBack: (override: Override) => void
  readonly onTarget: (part: string, target: LintTarget | null) => void
}

/** Actions on findings, by pointer or keys, in every text of the report. */
export const useLintActions = (
  lint: Lint,
  saver: DraftSaver,
  /** Shows the field of a part, if it is hidden. */
  show: (part: ReportPart) => void,
): LintActions => {
  const text = useText()
  const [current, setCurrent] = useState<string | null>(null)
  const [asking, ask] = useState<ReportFinding | null>(null)
  const [said, say] = useState('')
  const targets = useRef(new Map<string, LintTarget>())
  const waiting = useRef<{ part: string; run: (target: LintTarget) => void } | null>(null)
  const now = useRef({ lint, current, show, text })
  now.current = { lint, current, show, text }

  const onTarget = useCallback((part: string, target: LintTarget | null) => {
    if (target === null) {
      targets.current.delete(part)
      return
    }
    targets.current.set(part, target)
    if (waiting.current?.part !== part) return
    const { run } = waiting.current
    waiting.current = null
    // A newly shown tab takes the focus first.
    requestAnimationFrame(() => run(target))
  }, [])

  const actions = useMemo(() => {
    const at = (part: string, run: (target: LintTarget) => void): void => {
      const target = targets.current.get(part)
      if (target !== undefined) return run(target)
      waiting.current = { part, run }
      now.current.show(partOf(part))
    }
    /**
     * Maps findings to their current position in the field: the text may have been edited since the
     * check.
     */
    const inField = (
      part: string,
      target: LintTarget,
    ): ((finding: ReportFinding) => TextStretch | null) => {
      const text = now.current.lint.checked.get(part)?.text
      const follow = text === undefined ? null : target.follow(text)
      return ({ start, end, quote }) =>
        text?.slice(start, end) === quote ? (follow?.({ start, end }) ?? null) : null
    }
    const caret = (): { part: string; at: number } | null => {
      for (const [part, target] of targets.current) {
        const place = target.caret()
        if (place !== null) return { part, at: place }
      }
      return null
    }
    const after = ({ key }: ReportFinding): string | null => {
      const { open } = now.current.lint
      return open[open.findIndex((one) => one.key === key) + 1]?.key ?? null
    }
    const jump = (finding: ReportFinding): void => {
      const { lint: of, text: words } = now.current
      const { name, why } = familyWords[finding.family]
      setCurrent(finding.key)
      at(finding.part, (target) => {
        const { start, end } = inField(finding.part, target)(finding) ?? finding
        target.select(start, end)
      })
      say(
        words('lint.said.at', {
          name: words(name),
          words: visibleWords(finding.quote),
          why: words(why),
          at: of.open.findIndex(({ key }) => key === finding.key) + 1,
          count: of.open.length,
        }),
      )
    }
    const replace = (finding: ReportFinding): void => {
      const { replacement, quote, part } = finding
      if (replacement === null) return
      setCurrent(after(finding))
      at(part, (target) => {
        const found = inField(part, target)(finding)
        if (found !== null) target.replace(found.start, quote, replacement)
      })
      const words = visibleWords(replacement)
      say(now.current.text(words === '' ? 'lint.said.takenOut' : 'lint.said.replaced', { words }))
    }
    const edit = (overrides: readonly Override[]): void => saver.edit({ overrides: [...overrides] })
    return {
      jump,
      replace,
      reveal: (finding: ReportFinding): void => {
        setCurrent(finding.key)
        at(finding.part, (target) => {
          const { start, end } = inField(finding.part, target)(finding) ?? finding
          target.reveal(start, end)
        })
      },
      step: (by: 1 | -1): void => {
        const { lint: of, current: key } = now.current
        const next = nextFinding([...of.checked.keys()], of.open, { caret: caret(), key, by })
        if (next === null) say(now.current.text('lint.said.none'))
        else jump(next)
      },
      settleHere: (): void => {
        const { lint: of, current: key } = now.current
        const place = caret()
        const target = place === null ? undefined : targets.current.get(place.part)
        const found = place && target && inField(place.part, target)
        const isHere = (one: ReportFinding): boolean => {
          if (!place || !found) return one.key === key
          const stretch = one.part === place.part ? found(one) : null
          return stretch !== null && stretch.start <= place.at && place.at <= stretch.end
        }
        const here = of.open.filter(isHere)
        const finding = here.find((one) => one.key === key) ?? here[0]
        const words = finding === undefined ? target?.prefer() : undefined
        if (typeof words === 'string') say(now.current.text('lint.said.replaced', { words }))
        else if (finding === undefined) say(now.current.text('lint.said.notHere'))
        else if (finding.replacement !== null) replace(finding)
        else if (mayOverride(finding.family)) ask(finding)
        else say(now.current.text(familyWords[finding.family].advice))
      },
      override: (finding: ReportFinding, reason: string): void => {
        const { family } = finding
        const quote = finding.kept
        setCurrent(after(finding))
        const others = validOverrides(saver.get().content).filter(
          (one) => one.family !== family || one.quote !== quote,
        )
        edit([...others, { family, quote, reason, day: utcDay() as Day }])
        say(now.current.text('lint.said.stands', { words: visibleWords(quote) }))
      },
      takeBack: (override: Override): void => {
        edit(
          saver
            .get()
            .content.overrides.filter(
              ({ family, quote }) => family !== override.family || quote !== override.quote,
            ),
        )
        say(now.current.text('lint.said.takenBack'))
      },
    }
  }, [saver])

  return useMemo(
    () => ({ ...actions, current, setCurrent, asking, ask, said, onTarget }),
    [actions, current, asking, said, onTarget],
  )
}
