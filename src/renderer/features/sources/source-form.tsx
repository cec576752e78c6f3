import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import type { Source, SourceContent } from '../../../shared/records.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { formKind, useFormDraft } from '../../data/form-store.tsx'
import { useSaveForm } from '../../data/submit-form.ts'
import { isDateText } from '../../records/edtf.ts'
import { CommandFormActions } from '../../commands/command-button.tsx'
import { limits } from '../../records/limits.ts'
import { optionsOf } from '../../records/options.ts'
import { accessWords, regionWords, reliabilityWords, roleWords } from '../../records/vocabulary.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { blankSource } from '../../records/blank-records.ts'
import { isWholeDay } from '../../records/whole-day.ts'
import { CodeNameField } from './code-name-field.tsx'
import { ConsentsField } from './consents-field.tsx'
import { ContactFields } from './contact-fields.tsx'
import { vantageWords } from '../../records/protection-words.ts'
import { RisksField } from './risks-field.tsx'
import styles from '../../records/record-form.module.css'

export const sourceForms = formKind<SourceContent>()

/** A protected source stores no name, and a speaker on the record no code name. */
const ready = (content: SourceContent): SourceContent =>
  content.kind === 'protected'
    ? { ...content, name: '' }
    : { ...content, codeName: '', name: content.name.trim() }

const datesHold = ({ lastContact, checkInDue, consents }: SourceContent): boolean =>
  isWholeDay(checkInDue) &&
  [lastContact, ...consents.flatMap(({ given, withdrawn }) => [given, withdrawn])].every(isDateText)

/** The form of a source; every save is signed and looks the same from outside. */
export const SourceForm = ({
  existing,
  onSaved,
  onCancel,
  onReload,
}: {
  /** null: a new source. */
  readonly existing: Source | null
  readonly onSaved: (saved: Source) => void
  readonly onCancel: () => void
  /** Discards typed text and reloads the source. */
  readonly onReload: () => void
}): ReactElement => {
  const text = useText()
  const kept = useFormDraft(sourceForms, existing, blankSource)
  const { content, change, forget } = kept
  const [tried, setTried] = useState(false)
  const { save, error, isPending } = useSaveForm('sources.save', kept, {
    said: 'sources.saved',
    onSaved,
  })
  /** Discards typed text, then continues. */
  const given = (then: () => void) => (): void => {
    forget()
    then()
  }
  const isProtected = content.kind === 'protected'
  // A new grade needs a reason; an unchanged grade keeps its own.
  const isGraded =
    content.reliability !== (existing?.content.reliability ?? blankSource.reliability)
  const reasoned =
    !isGraded ||
    (content.reliabilityReason.trim() !== '' &&
      content.reliabilityReason !== existing?.content.reliabilityReason)
  const named = isProtected ? content.codeName !== '' : content.name.trim() !== ''

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (named && reasoned && datesHold(content)) save(ready(content))
  }

  return (
    <form className={styles['form']} onSubmit={submit}>
      {error?.code === 'conflict' ? (
        <FailureBanner
          failure={error}
          tone="warn"
          title={text('sources.conflict')}
          actions={
            <Button size="small" onPress={given(onReload)}>
              {text('sources.reload')}
            </Button>
          }
        />
      ) : (
        <FailureBanner failure={error} />
      )}
      {existing === null && (
        <RadioGroup
          label={text('sources.kind')}
          value={content.kind}
          options={[
            { value: 'protected', label: text('sources.kindProtected') },
            { value: 'on-record', label: text('sources.kindOnRecord') },
          ]}
          onChange={(kind) => change({ kind })}
        />
      )}
      {isProtected && (
        <Banner tone="warn" icon="shield" title={text('sources.never')}>
          <p>{text('sources.neverText')}</p>
        </Banner>
      )}
      {isProtected ? (
        <CodeNameField
          value={content.codeName}
          isFixed={existing !== null}
          error={tried && !named ? text('sources.codeNameNeeded') : undefined}
          onChange={(codeName) => change({ codeName })}
        />
      ) : (
        <TextField
          label={text('sources.name')}
          isRequired
          description={text('sources.nameHint')}
          value={content.name}
          maxLength={limits.name}
          error={tried && !named ? text('sources.nameNeeded') : undefined}
          onChange={(name) => change({ name })}
        />
      )}
      <div className={styles['pair']}>
        <Select
          label={text('sources.role')}
          value={content.role}
          options={optionsOf(roleWords, text)}
          onChange={(role) => change({ role })}
        />
        <Select
          label={text('sources.region')}
          value={content.region}
          options={optionsOf(regionWords, text)}
          onChange={(region) => change({ region })}
        />
      </div>
      <div className={styles['pair']}>
        <Select
          label={text('sources.access')}
          description={text('sources.coarse')}
          value={content.access}
          options={optionsOf(accessWords, text)}
          onChange={(access) => change({ access })}
        />
        <Select
          label={text('sources.vantage')}
          value={content.vantage}
          options={optionsOf(vantageWords, text)}
          onChange={(vantage) => change({ vantage })}
        />
      </div>
      <Select
        label={text('sources.reliability')}
        value={content.reliability}
        options={optionsOf(reliabilityWords, text).map((option) => ({
          ...option,
          label: text('vocab.reliability.graded', { grade: option.value, meaning: option.label }),
        }))}
        onChange={(reliability) => change({ reliability })}
      />
      <TextArea
        label={text('sources.reliabilityReason')}
        isRequired={isGraded}
        description={text('sources.reliabilityReasonHint')}
        value={content.reliabilityReason}
        error={tried && !reasoned ? text('vocab.gradeReasonNeeded') : undefined}
        maxLength={limits.reason}
        rows={2}
        onChange={(reliabilityReason) => change({ reliabilityReason })}
      />
      <ContactFields content={content} onChange={change} />
      <ConsentsField consents={content.consents} onChange={(consents) => change({ consents })} />
      <RisksField risks={content.risks} onChange={(risks) => change({ risks })} />
      <TextArea
        label={text('sources.note')}
        {...(isProtected ? { description: text('sources.noteHint') } : {})}
        value={content.note}
        maxLength={limits.note}
        rows={3}
        onChange={(note) => change({ note })}
      />
      <CommandFormActions submit="sources.save" isPending={isPending} onCancel={given(onCancel)} />
    </form>
  )
}
