import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import type { Claim, ClaimContent } from '../../shared/claims.ts'
import type { CaseId } from '../../shared/ids.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { formKind, useFormDraft } from '../data/form-store.tsx'
import { useSaveForm } from '../data/submit-form.ts'
import { CommandFormActions } from '../commands/command-button.tsx'
import { PlaceField } from '../places/place-field.tsx'
import { DateField } from '../records/date-field.tsx'
import { isDateText } from '../records/edtf.ts'
import { limits } from '../records/limits.ts'
import { useCases } from '../records/names.ts'
import { optionsOf } from '../records/options.ts'
import { credibilityWords } from '../records/vocabulary.ts'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Select } from '../ui/select.tsx'
import { TextArea, TextField } from '../ui/text-field.tsx'
import { countOf, saidBy } from './claim-draft.ts'
import { CountField } from './count-field.tsx'
import { LinksField } from './links-field.tsx'
import { ClaimSourcesField } from './claim-sources-field.tsx'
import form from '../records/record-form.module.css'
import styles from './claims.module.css'

export const claimForms = formKind<ClaimContent>()

/** Form key: typed text belongs to the marked words, and returns with them. */
const marked = ({ reportId, start, end }: ClaimContent): string => `${reportId} ${start} ${end}`

/** The form of a claim: one statement with its details. Every save is signed. */
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
  /** Language of the marked words. */
  readonly language?: string
  readonly onSaved: (saved: Claim) => void
  readonly onCancel: () => void
  /** Discards typed text and reloads the claim. */
  readonly onReload: () => void
}): ReactElement => {
  const text = useText()
  const { cases } = useCases()
  const kept = useFormDraft(claimForms, existing ?? marked(initial), initial)
  const { content, change, forget } = kept
  const [tried, setTried] = useState(false)
  const { save, error, isPending } = useSaveForm('claims.save', kept, {
    said: 'claims.saved',
    onSaved,
  })
  /** Discards typed text, then continues. */
  const given = (then: () => void) => (): void => {
    forget()
    then()
  }
  const statement = content.statement.trim()
  // A new grade needs a reason; "cannot be judged" needs none.
  const isGraded = content.credibility !== (existing?.content.credibility ?? '6')
  const reasoned = !isGraded || content.credibilityReason.trim() !== ''

  // An error must not be folded away.
  const isBadInside =
    tried &&
    (!reasoned || countOf(content.count.qualifier, content.count.low, content.count.high) === null)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    // In a dialog over a record, the event must not reach the record's own form.
    event.stopPropagation()
    setTried(true)
    const { qualifier, low, high } = content.count
    const count = countOf(qualifier, low, high)
    if (statement === '' || !reasoned || count === null || !isDateText(content.when)) return
    const said = saidBy(content, content.sourceIds ?? [])
    save({ ...said, statement, count })
  }

  return (
    <form className={form['form']} onSubmit={submit}>
      {error?.code === 'conflict' ? (
        <FailureBanner
          failure={error}
          tone="warn"
          title={text('claims.conflict')}
          actions={
            <Button size="small" onPress={given(onReload)}>
              {text('claims.reload')}
            </Button>
          }
        />
      ) : (
        <FailureBanner failure={error} />
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
        isRequired
        description={text('claims.statementHint')}
        value={content.statement}
        maxLength={limits.statement}
        rows={3}
        autoFocus
        error={tried && statement === '' ? text('claims.statementNeeded') : undefined}
        onChange={(next) => change({ statement: next })}
      />
      <ClaimSourcesField
        reportId={content.reportId}
        value={content.sourceIds}
        onChange={(sourceIds) => change({ sourceIds })}
      />
      <DateField
        label={text('claims.when')}
        value={content.when}
        onChange={(when) => change({ when })}
      />
      <Disclosure
        head={text('claims.moreFields')}
        headClassName={styles['more']}
        key={isBadInside ? 'bad' : 'good'}
        startsOpen={existing !== null || isBadInside}
      >
        <div className={form['form']}>
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
          <CountField value={content.count} tried={tried} onChange={(count) => change({ count })} />
          <Select
            label={text('claims.credibility')}
            value={content.credibility}
            options={optionsOf(credibilityWords, text).map((option) => ({
              ...option,
              label: text('vocab.reliability.graded', {
                grade: option.value,
                meaning: option.label,
              }),
            }))}
            onChange={(credibility) => change({ credibility })}
          />
          <TextArea
            label={text('claims.credibilityReason')}
            isRequired={isGraded}
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
        </div>
      </Disclosure>
      <CommandFormActions submit="claims.save" isPending={isPending} onCancel={given(onCancel)} />
    </form>
  )
}
