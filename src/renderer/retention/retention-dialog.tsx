import { useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { Out } from '../../shared/contract.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { formKind, useFormDraft } from '../data/form-store.tsx'
import { useSubmitForm } from '../data/submit-form.ts'
import { limits } from '../records/limits.ts'
import { isWholeDay, localDay } from '../records/whole-day.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FormActions } from '../ui/form-actions.tsx'
import { TextArea, TextField } from '../ui/text-field.tsx'
import form from '../records/record-form.module.css'

type RetentionInput = Out<'retention.of'>[number]

type RetentionDraft = {
  readonly eraseAfter: string
  readonly hold: boolean
  readonly reason: string
  /** Separate from the reason for setting the hold. */
  readonly liftReason: string
}

const retentionForms = formKind<RetentionDraft>()

/** Sets the deletion date and the legal hold of a record. */
export const RetentionDialog = ({
  id,
  said,
  onClose,
}: {
  readonly id: string
  /** The record's own retention settings so far. */
  readonly said: RetentionInput | null
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const kept = useFormDraft(retentionForms, id, {
    eraseAfter: said?.eraseAfter ?? '',
    hold: said?.hold ?? false,
    reason: said?.reason ?? '',
    liftReason: '',
  })
  const { content, change, forget } = kept
  const { eraseAfter, hold, reason, liftReason } = content
  /** Cancelled on purpose. */
  const done = (): void => {
    forget()
    onClose()
  }
  const { error, isPending, send } = useSubmitForm('retention.set', kept, { onSaved: onClose })
  const [tried, setTried] = useState(false)
  const fits = isWholeDay(eraseAfter)
  const isLifted = said?.hold === true && !hold
  const why = isLifted ? liftReason : reason
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (fits && !(isLifted && why.trim() === '')) send({ id, eraseAfter, hold, reason: why })
  }
  return (
    <Dialog title={text('retention.title')} isOpen onClose={onClose}>
      <form className={form['form']} onSubmit={submit}>
        <FailureBanner failure={error} />
        <p>{text('retention.about')}</p>
        <TextField
          label={text('retention.eraseAfter')}
          description={text('retention.eraseAfterHint')}
          value={eraseAfter}
          maxLength={limits.edtf}
          placeholder={localDay()}
          error={fits ? undefined : text('sources.checkInBad', { day: localDay() })}
          onChange={(day) => change({ eraseAfter: day.trim() })}
        />
        <Checkbox
          isSelected={hold}
          description={text('retention.holdHint')}
          onChange={(next) => change({ hold: next })}
        >
          {text('retention.hold')}
        </Checkbox>
        <TextArea
          label={text(isLifted ? 'retention.liftReason' : 'retention.reason')}
          isRequired={isLifted}
          error={tried && isLifted && why.trim() === '' ? text('identity.reasonNeeded') : undefined}
          value={why}
          maxLength={limits.reason}
          rows={2}
          onChange={(next) => change(isLifted ? { liftReason: next } : { reason: next })}
        />
        <FormActions submit={text('common.save')} isPending={isPending} onCancel={done} />
      </form>
    </Dialog>
  )
}
