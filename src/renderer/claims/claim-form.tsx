import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import type { Claim, ClaimContent } from '../../shared/claims.ts'
import type { CaseId } from '../../shared/ids.ts'
import { useAct } from '../bridge.ts'
import { FailureBanner } from '../failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { DateField } from '../records/date-field.tsx'
import { isDateText } from '../records/edtf.ts'
import { limits } from '../records/limits.ts'
import { useCases } from '../records/names.ts'
import { optionsOf } from '../records/options.ts'
import { credibilityWords, precisionWords } from '../records/vocabulary.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { FormActs } from '../ui/form-acts.tsx'
import { Select } from '../ui/select.tsx'
import { TextArea, TextField } from '../ui/text-field.tsx'
import { useToast } from '../ui/toast.tsx'
import { saidBy } from './claim-draft.ts'
import { CountField } from './count-field.tsx'
import { LinksField } from './links-field.tsx'
import { SayersField } from './sayers-field.tsx'
import form from '../records/record-form.module.css'
import styles from './claims.module.css'

const PlaceField = ({
  label,
  precisionLabel,
  value,
  onChange,
}: {
  readonly label: string
  readonly precisionLabel: string
  readonly value: ClaimContent['from']
  readonly onChange: (place: ClaimContent['from']) => void
}): ReactElement => {
  const text = useText()
  return (
    <div className={styles['place']}>
      <TextField
        label={label}
        value={value.text}
        maxLength={limits.place}
        onChange={(typed) => onChange({ ...value, text: typed })}
      />
      <Select
        label={precisionLabel}
        value={value.precision}
        options={optionsOf(precisionWords, text)}
        onChange={(precision) => onChange({ ...value, precision })}
      />
    </div>
  )
}

/** One statement of fact, taken apart. Every save is signed. */
export const ClaimForm = ({
  existing,
  initial,
  language,
  onSaved,
  onCancel,
  onReload,
}: {
  /** null: a new claim. */
  readonly existing: Claim | null
  readonly initial: ClaimContent
  /** Of the marked words. */
  readonly language?: string
  readonly onSaved: (saved: Claim) => void
  readonly onCancel: () => void
  /** Gives up what was typed and reads the claim again. */
  readonly onReload: () => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const { cases } = useCases()
  const [content, setContent] = useState(initial)
  const [count, setCount] = useState<ClaimContent['count'] | null>(initial.count)
  const [tried, setTried] = useState(false)
  const [rev] = useState(existing?.rev ?? 0)
  const save = useAct('claims.save', {
    onSuccess: (saved) => {
      toast({ text: text('claims.saved') })
      onSaved(saved)
    },
  })
  const change = (patch: Partial<ClaimContent>): void =>
    setContent((before) => ({ ...before, ...patch }))
  const statement = content.statement.trim()
  // A grade is worth what its reason is; "cannot be judged" needs none.
  const reasoned =
    content.credibility === (existing?.content.credibility ?? '6') ||
    content.credibilityReason.trim() !== ''

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    // In a dialog over a record, the record's own form must not hear it.
    event.stopPropagation()
    setTried(true)
    if (statement === '' || !reasoned || count === null || !isDateText(content.when)) return
    save.mutate({ id: existing?.id ?? null, rev, content: { ...content, statement, count } })
  }

  return (
    <form className={form['form']} onSubmit={submit}>
      {save.error?.code === 'conflict' ? (
        <Banner
          tone="warn"
          announce
          title={text('claims.conflict')}
          actions={
            <Button size="small" onPress={onReload}>
              {text('claims.reload')}
            </Button>
          }
        />
      ) : (
        <FailureBanner refusal={save.error} />
      )}
      {content.quote !== '' && (
        <figure>
          <figcaption className={styles['under']}>{text('claims.quote')}</figcaption>
          <blockquote className={styles['quote']} lang={language} dir="auto">
            {content.quote}
          </blockquote>
        </figure>
      )}
      <TextArea
        label={text('claims.statement')}
        description={text('claims.statementHint')}
        value={content.statement}
        maxLength={limits.statement}
        rows={3}
        autoFocus
        error={tried && statement === '' ? text('claims.statementNeeded') : undefined}
        onChange={(next) => change({ statement: next })}
      />
      <SayersField
        reportId={content.reportId}
        value={content.sourceIds}
        onChange={(ids) => setContent((before) => saidBy(before, ids))}
      />
      <Select
        label={text('claims.case')}
        value={content.caseId ?? ''}
        options={[
          { value: '', label: text('claims.noCase') },
          ...cases.map((item) => ({ value: item.id as string, label: item.content.title })),
        ]}
        onChange={(id) => change({ caseId: id === '' ? null : (id as CaseId) })}
      />
      <TextField
        label={text('claims.act')}
        value={content.act}
        maxLength={limits.title}
        onChange={(act) => change({ act })}
      />
      <div className={form['pair']}>
        <TextField
          label={text('claims.whom')}
          description={text('claims.peopleHint')}
          value={content.whom}
          maxLength={limits.title}
          onChange={(whom) => change({ whom })}
        />
        <TextField
          label={text('claims.byWhom')}
          value={content.byWhom}
          maxLength={limits.title}
          onChange={(byWhom) => change({ byWhom })}
        />
      </div>
      <PlaceField
        label={text('claims.from')}
        precisionLabel={text('claims.fromPrecision')}
        value={content.from}
        onChange={(from) => change({ from })}
      />
      <PlaceField
        label={text('claims.to')}
        precisionLabel={text('claims.toPrecision')}
        value={content.to}
        onChange={(to) => change({ to })}
      />
      <DateField
        label={text('claims.when')}
        value={content.when}
        onChange={(when) => change({ when })}
      />
      <CountField initial={initial.count} tried={tried} onChange={setCount} />
      <Select
        label={text('claims.credibility')}
        value={content.credibility}
        options={optionsOf(credibilityWords, text).map((option) => ({
          ...option,
          label: text('vocab.reliability.graded', { grade: option.value, meaning: option.label }),
        }))}
        onChange={(credibility) => change({ credibility })}
      />
      <TextArea
        label={text('claims.credibilityReason')}
        description={text('claims.credibilityReasonHint')}
        value={content.credibilityReason}
        error={tried && !reasoned ? text('vocab.gradeReasonNeeded') : undefined}
        maxLength={limits.reason}
        rows={2}
        onChange={(credibilityReason) => change({ credibilityReason })}
      />
      <LinksField
        own={existing?.id ?? null}
        caseId={content.caseId}
        links={content.links}
        onChange={(links) => change({ links })}
      />
      <FormActs submit={text('claims.save')} isPending={save.isPending} onCancel={onCancel} />
    </form>
  )
}
