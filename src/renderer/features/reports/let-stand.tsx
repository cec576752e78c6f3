import { useState } from 'react'
import type { ReactElement } from 'react'
import { familyWords, visibleWords } from '../../editor/lint-words.ts'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import type { ReportFinding } from './report-findings.ts'
import styles from './lint-panel.module.css'

const shortestReason = 3

const ReasonForm = ({
  finding,
  onStand,
  onClose,
}: {
  readonly finding: ReportFinding
  readonly onStand: (finding: ReportFinding, reason: string) => void
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const given = reason.trim()
  const isShort = given.length < shortestReason
  const { name, why } = familyWords[finding.family]
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (isShort) return
        onStand(finding, given)
        onClose()
      }}
    >
      <p className={styles['name']}>{text(name)}</p>
      <p className={styles['quote']}>{visibleWords(finding.quote)}</p>
      <p>{text(why)}</p>
      <TextArea
        label={text('lint.reason')}
        description={text('lint.reasonHint')}
        value={reason}
        maxLength={limits.reason}
        autoFocus
        onChange={setReason}
        {...(asked && isShort ? { error: text('lint.reasonShort') } : {})}
      />
      <div className={styles['formActs']}>
        <Button onPress={onClose}>{text('common.cancel')}</Button>
        <Button type="submit" variant="primary">
          {text('lint.stand')}
        </Button>
      </div>
    </form>
  )
}

/** Asks why a finding may stay in the text. */
export const LetStand = ({
  finding,
  onStand,
  onClose,
}: {
  /** null: nothing is asked. */
  readonly finding: ReportFinding | null
  readonly onStand: (finding: ReportFinding, reason: string) => void
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog
      title={text('lint.standTitle')}
      size="small"
      mustAnswer
      isOpen={finding !== null}
      onClose={onClose}
    >
      {finding !== null && <ReasonForm finding={finding} onStand={onStand} onClose={onClose} />}
    </Dialog>
  )
}
