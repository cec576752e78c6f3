import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Case, CaseContent } from '../../../shared/records.ts'
import { useAct } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { optionsOf } from '../../records/options.ts'
import { caseStatusWords } from '../../records/vocabulary.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import styles from '../../records/record-form.module.css'

const blank: CaseContent = { title: '', question: '', status: 'open' }

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
  /** Gives up what was typed and reads the case again. */
  readonly onReload: () => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const [content, setContent] = useState<CaseContent>(existing?.content ?? blank)
  const [tried, setTried] = useState(false)
  const [rev] = useState(existing?.rev ?? 0)
  const save = useAct('cases.save', {
    onSuccess: (saved) => {
      toast({ text: text('cases.saved') })
      onSaved(saved)
    },
  })
  const change = (patch: Partial<CaseContent>): void => setContent({ ...content, ...patch })
  const title = content.title.trim()
  const isConflict = save.error?.code === 'conflict'

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (title === '') return
        save.mutate({ id: existing?.id ?? null, rev, content: { ...content, title } })
      }}
    >
      {isConflict ? (
        <Banner
          tone="warn"
          announce
          title={text('cases.conflict')}
          actions={
            <Button size="small" onPress={onReload}>
              {text('cases.reload')}
            </Button>
          }
        />
      ) : (
        <FailureBanner refusal={save.error} />
      )}
      <TextField
        label={text('cases.name')}
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
      <div className={styles['buttons']}>
        <Button type="submit" variant="primary" isPending={save.isPending}>
          {text('cases.save')}
        </Button>
        <Button onPress={onCancel}>{text('cases.cancel')}</Button>
      </div>
    </form>
  )
}
