import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Case, CaseContent } from '../../../shared/records.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { formKind, useFormDraft } from '../../data/form-store.tsx'
import { useSaveForm } from '../../data/submit-form.ts'
import { CommandFormActions } from '../../commands/command-button.tsx'
import { limits } from '../../records/limits.ts'
import { optionsOf } from '../../records/options.ts'
import { caseStatusWords } from '../../records/vocabulary.ts'
import { Button } from '../../ui/button.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import styles from '../../records/record-form.module.css'

const blank: CaseContent = { title: '', question: '', status: 'open' }
export const caseForms = formKind<CaseContent>()

/** Title, question and status of a case; every save is signed. */
export const CaseForm = ({
  existing,
  onSaved,
  onCancel,
  onReload,
}: {
  /** null: a new case. */
  readonly existing: Case | null
  readonly onSaved: (saved: Case) => void
  readonly onCancel: () => void
  /** Discards typed text and reloads the case. */
  readonly onReload: () => void
}): ReactElement => {
  const text = useText()
  const kept = useFormDraft(caseForms, existing, blank)
  const { content, change, forget } = kept
  const [tried, setTried] = useState(false)
  const { save, error, isPending } = useSaveForm('cases.save', kept, {
    said: 'cases.saved',
    onSaved,
  })
  /** Discards typed text, then continues. */
  const given = (then: () => void) => (): void => {
    forget()
    then()
  }
  const title = content.title.trim()
  const isConflict = error?.code === 'conflict'

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (title !== '') save({ ...content, title })
      }}
    >
      {isConflict ? (
        <FailureBanner
          failure={error}
          tone="warn"
          title={text('cases.conflict')}
          actions={
            <Button size="small" onPress={given(onReload)}>
              {text('cases.reload')}
            </Button>
          }
        />
      ) : (
        <FailureBanner failure={error} />
      )}
      <TextField
        label={text('cases.name')}
        isRequired
        description={text('cases.nameHint')}
        placeholder={text('cases.namePlaceholder')}
        value={content.title}
        maxLength={limits.caseTitle}
        autoFocus
        size="large"
        error={tried && title === '' ? text('cases.nameNeeded') : undefined}
        onChange={(next) => change({ title: next })}
      />
      <TextArea
        label={text('cases.question')}
        description={text('cases.questionHint')}
        value={content.question}
        maxLength={limits.caseQuestion}
        rows={4}
        onChange={(question) => change({ question })}
      />
      <RadioGroup
        label={text('cases.status')}
        layout="row"
        value={content.status}
        options={optionsOf(caseStatusWords, text)}
        onChange={(status) => change({ status })}
      />
      <CommandFormActions submit="cases.save" isPending={isPending} onCancel={given(onCancel)} />
    </form>
  )
}
