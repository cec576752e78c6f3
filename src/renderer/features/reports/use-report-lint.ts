import { useCallback, useRef } from 'react'
import type { RefObject } from 'react'
import type { EditorLint } from '../../editor/body-editor.tsx'
import { asEdited } from '../../editor/lint-findings.ts'
import type { LintMark } from '../../editor/lint-marks.ts'
import type { LintTarget } from '../../editor/lint-target.ts'
import type { MarkWords } from '../../editor/lint-tips.ts'
import { familyWords, mayOverride, visibleWords } from '../../editor/lint-words.ts'
import { useText } from '../../i18n/use-text.ts'
import type { SavableDraft, DraftSaver } from './draft-saver.ts'
import type { ReportPart } from '../../records/report-findings.ts'
import { useLint } from './use-lint.ts'
import type { Lint } from './use-lint.ts'
import { useLintActions } from './use-lint-actions.ts'
import type { LintActions } from './use-lint-actions.ts'

export type ReportLint = {
  readonly lint: Lint
  readonly actions: LintActions
  /** Props of the editor of a part. */
  readonly inEditor: (part: string) => EditorLint
}

type FinishedCheck = NonNullable<EditorLint['done']>

/** The checks of an open report, connecting its fields with the list of findings. */
export const useReportLint = ({
  draft,
  saver,
  isEditing,
  place,
  show,
}: {
  readonly draft: SavableDraft
  readonly saver: DraftSaver
  readonly isEditing: boolean
  /** The element that contains the text and the list. */
  readonly place: RefObject<HTMLElement | null>
  readonly show: (part: ReportPart) => void
}): ReportLint => {
  const text = useText()
  const { report, content } = draft
  const lint = useLint(content, report?.id ?? null, isEditing)
  const actions = useLintActions(lint, saver, show)
  const { setCurrent, onTarget } = actions
  const finished = useRef(new Map<string, FinishedCheck>())

  for (const [part, { text: of, state }] of lint.checked) {
    const marks = lint.marks.get(part)
    if (state === 'done' && marks !== undefined && finished.current.get(part)?.marks !== marks) {
      finished.current.set(part, { text: of, marks })
    }
  }

  const { overrides } = content
  const describe = useCallback(
    (mark: LintMark): MarkWords => {
      const { name, why } = familyWords[mark.family]
      if (mark.severity === 'overridden') {
        const kept = overrides.find(
          ({ family, quote }) => family === mark.family && asEdited(quote) === mark.kept,
        )
        return {
          name: `${text(name)} · ${text('lint.overridden')}`,
          why: kept === undefined ? '' : text('lint.because', { reason: kept.reason }),
          keys: '',
        }
      }
      return {
        name: text(name),
        why: text(why),
        keys:
          mark.replacement === null
            ? mayOverride(mark.family)
              ? text('lint.tip.stand')
              : text(familyWords[mark.family].advice)
            : mark.replacement === ''
              ? text('lint.tip.takeOut')
              : text('lint.tip.replace', { words: visibleWords(mark.replacement) }),
      }
    },
    [text, overrides],
  )

  const tipAtCaret = useCallback(() => {
    const list = place.current?.querySelector<HTMLElement>('[data-list]')
    const text = place.current?.querySelector<HTMLElement>('.cm-editor')
    if (!list || !text) return true
    // Beside the text, the list says the same; below it, it may be out of sight.
    return list.getBoundingClientRect().left < text.getBoundingClientRect().right
  }, [place])

  const inEditor = (part: string): EditorLint => ({
    done: finished.current.get(part) ?? null,
    describe,
    tipAtCaret,
    onCaret: (key) => {
      if (key !== null) setCurrent(key)
    },
    onTarget: (target: LintTarget | null) => onTarget(part, target),
  })
  return { lint, actions, inEditor }
}
