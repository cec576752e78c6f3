import { useState } from 'react'
import type { ReactElement } from 'react'
import { familyWords, visibleWords } from '../../editor/lint-words.ts'
import { useText } from '../../i18n/use-text.ts'
import { formKind, useFormDraft } from '../../data/form-store.tsx'
import { limits } from '../../records/limits.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import type { ReportFinding } from '../../records/report-findings.ts'
import shared from '../../ui/shared.module.css'
import styles from './lint-panel.module.css'

const standForms = formKind<{ readonly reason: string }>()
const shortestReason = 3

const ReasonForm = ({
  about,
  finding,
  onOverride,
  onClose,
}: {
  readonly about: string
  readonly finding: ReportFinding
  readonly onOverride: (finding: ReportFinding, reason: string) => void
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const { content, change, forget } = useFormDraft(standForms, `${about} ${finding.key}`, {
    reason: '',
  })
  const { reason } = content
  /** Submitted, or cancelled on purpose. */
  const done = (): void => {
    forget()
    onClose()
  }
  const [asked, setAsked] = useState(false)
  const given = reason.trim()
  const isShort = given.length < shortestReason
  const { name, why } = familyWords[finding.family]
  return (
    <form
      className={shared['stack3']}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (isShort) return
        onOverride(finding, given)
        done()
      }}
    >
      <p className={styles['name']}>{text(name)}</p>
      <p className={shared['secondary']}>{visibleWords(finding.quote)}</p>
      <p>{text(why)}</p>
      <TextArea
        label={text('lint.reason')}
        isRequired
        description={text('lint.reasonHint')}
        value={reason}
        maxLength={limits.reason}
        autoFocus
        onChange={(next) => change({ reason: next })}
        {...(asked && isShort ? { error: text('lint.reasonShort') } : {})}
      />
      <FormActions submit={text('lint.overrideNow')} isPending={false} onCancel={done} />
    </form>
  )
}

/** Asks for the reason to override a finding. */
export const OverrideFinding = ({
  about,
  finding,
  onOverride,
  onClose,
}: {
  /** The report, so that typed text returns for this report only. */
  readonly about: string
  /** null: closed. */
  readonly finding: ReportFinding | null
  readonly onOverride: (finding: ReportFinding, reason: string) => void
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog
      title={text('lint.overrideTitle')}
      size="small"
      mustAnswer
      isOpen={finding !== null}
      onClose={onClose}
    >
      {finding !== null && (
        <ReasonForm about={about} finding={finding} onOverride={onOverride} onClose={onClose} />
      )}
    </Dialog>
  )
}
