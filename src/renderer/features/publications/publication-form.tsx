import { useImperativeHandle, useRef, useState } from 'react'
import type { ReactElement, Ref } from 'react'
import type { Publication } from '../../../shared/claims.ts'
import { useClaims } from '../../claims/use-claims.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { languageNames } from '../../i18n/languages.ts'
import { useText } from '../../i18n/use-text.ts'
import { formKind, useFormDraft, useHasDraft } from '../../data/form-store.tsx'
import { useSaveForm } from '../../data/submit-form.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { limits } from '../../records/limits.ts'
import { useCases } from '../../records/names.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { Select } from '../../ui/select.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { ClaimChoices } from './claim-choices.tsx'
import { isFormStep } from './draft.ts'
import type { DraftText, FormStep, PublicationDraft, PublicationPart } from './draft.ts'
import { TextWording } from './text-choice.tsx'
import { TextChoices } from './text-choices.tsx'
import shared from '../../ui/shared.module.css'
import styles from './publications.module.css'

const blank: PublicationDraft = {
  caseId: '',
  language: 'en',
  title: '',
  summary: '',
  method: '',
  claims: [],
  reports: [],
  overrides: [],
}

export const publicationForms = formKind<PublicationDraft>()

const languages = (Object.keys(languageNames) as PublicationDraft['language'][]).map((value) => ({
  value,
  label: languageNames[value],
}))

/** Adds, replaces or removes an item; items stay in the order in which they were chosen. */
const replaced = <T,>(items: readonly T[], isIt: (item: T) => boolean, next: T | null): T[] => {
  const has = items.some(isIt)
  if (next === null) return items.filter((item) => !isIt(item))
  return has ? items.map((item) => (isIt(item) ? next : item)) : [...items, next]
}

export type PublicationFormHandle = {
  /** Shows another step; before one that reads what is saved, changes are saved. */
  readonly leaveFor: (next: PublicationPart) => void
}

/** The content of a publication. Saving exports nothing. */
export const PublicationForm = ({
  ref,
  existing,
  step,
  onPart,
  onSaved,
  onCancel,
}: {
  readonly ref: Ref<PublicationFormHandle>
  /** null: a new one. */
  readonly existing: Publication | null
  readonly step: FormStep
  readonly onPart: (part: PublicationPart) => void
  /** Receives the step to show. */
  readonly onSaved: (saved: Publication, next: PublicationPart) => void
  /** The changes are discarded. */
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
  const isReadOnly = useReadOnly()
  const { cases } = useCases()
  const kept = useFormDraft(publicationForms, existing, blank)
  const { id: ownId, content: draft, change, forget } = kept
  const isChanged = useHasDraft(publicationForms, existing?.id ?? 'new')
  const [tries, setTries] = useState(0)
  /** The step to show after the save. */
  const after = useRef<PublicationPart>(step)
  const tried = tries > 0
  const hasCase = draft.caseId !== ''
  const caseId = hasCase ? draft.caseId : null
  const { data: claims = [] } = useClaims({ caseId, reportId: null }, { enabled: hasCase })
  const { save, error, isPending } = useSaveForm('publications.save', kept, {
    said: 'publications.saved',
    onSaved: (saved) => onSaved(saved, after.current),
  })
  const title = draft.title.trim()
  const setText = (id: string, next: DraftText | null): void =>
    change({ reports: replaced(draft.reports, ({ reportId }) => reportId === id, next) })
  const blankClaim = draft.claims.find(({ wording }) => wording.trim() === '')
  const isBegun = title !== '' && hasCase
  const show = (next: PublicationPart): void => {
    setTries(0)
    onPart(next)
  }
  const keep = (next: PublicationPart): void => {
    after.current = next
    setTries(tries + 1)
    if (!isBegun) onPart('choose')
    else if (blankClaim !== undefined) onPart('wording')
    else save({ ...draft, title })
  }
  const leaveFor = (next: PublicationPart): void => {
    if (next === 'choose') show(next)
    else if (isFormStep(next)) {
      setTries(isBegun ? 0 : tries + 1)
      if (isBegun) onPart(next)
    } else if (existing !== null && (!isChanged || isReadOnly)) show(next)
    else keep(next)
  }
  useImperativeHandle(ref, () => ({ leaveFor }))
  const following = step === 'choose' ? 'wording' : 'review'
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        leaveFor(following)
      }}
    >
      <FailureBanner failure={error} />
      {step === 'choose' && (
        <>
          <div className={shared['pair']}>
            <Select
              label={text('publications.case')}
              isRequired
              {...(tried && !hasCase ? { error: text('publications.caseNeeded') } : {})}
              value={draft.caseId}
              isDisabled={ownId !== null}
              options={[
                { value: '', label: text('publications.chooseCase') },
                ...cases.map((item) => ({ value: item.id as string, label: item.content.title })),
              ]}
              onChange={(id) => change({ caseId: id, claims: [], reports: [] })}
            />
            <Select
              label={text('publications.language')}
              value={draft.language}
              options={languages}
              onChange={(language) => change({ language })}
            />
          </div>
          <TextField
            label={text('publications.titleField')}
            isRequired
            {...(tried && title === '' ? { error: text('publications.titleNeeded') } : {})}
            value={draft.title}
            maxLength={limits.title}
            lang={draft.language}
            onChange={(next) => change({ title: next })}
          />
        </>
      )}
      {step === 'wording' && (
        <>
          <TextArea
            label={text('publications.summary')}
            note={text('common.optional')}
            value={draft.summary}
            maxLength={limits.note}
            lang={draft.language}
            onChange={(summary) => change({ summary })}
          />
          <TextArea
            label={text('publications.method')}
            description={text('publications.methodHint')}
            note={text('common.optional')}
            value={draft.method}
            maxLength={limits.note}
            lang={draft.language}
            onChange={(method) => change({ method })}
          />
        </>
      )}
      {hasCase && (step === 'choose' || draft.claims.length > 0) && (
        <section className={styles['section']}>
          <h2 className={shared['heading']}>{text('publications.claims')}</h2>
          {claims.length === 0 && (
            <p className={shared['quiet']}>{text('publications.noClaims')}</p>
          )}
          {tried && step === 'wording' && blankClaim !== undefined && (
            <p className={shared['error']}>{text('publications.wordingNeeded')}</p>
          )}
          <ClaimChoices
            key={`${draft.caseId} ${step}`}
            part={step}
            claims={
              step === 'choose'
                ? claims
                : claims.filter(({ id }) => draft.claims.some(({ claimId }) => claimId === id))
            }
            chosen={draft.claims}
            language={draft.language}
            soughtId={step === 'wording' ? (blankClaim?.claimId ?? null) : null}
            turn={tries}
            onChange={(id, next) =>
              change({ claims: replaced(draft.claims, ({ claimId }) => claimId === id, next) })
            }
          />
        </section>
      )}
      {hasCase && (step === 'choose' || draft.reports.length > 0) && (
        <section className={styles['section']}>
          <h2 className={shared['heading']}>{text('publications.texts')}</h2>
          {step === 'choose' ? (
            <>
              <p className={shared['quiet']}>{text('publications.textsHint')}</p>
              <TextChoices
                key={draft.caseId}
                caseId={draft.caseId}
                chosen={draft.reports}
                onChange={setText}
              />
            </>
          ) : (
            <ul className={styles['choices']}>
              {draft.reports.map((printed) => (
                <TextWording
                  key={printed.reportId}
                  printed={printed}
                  onChange={(next) => setText(printed.reportId, next)}
                />
              ))}
            </ul>
          )}
        </section>
      )}
      <div className={styles['foot']}>
        <DialogActions
          out={
            (existing === null || isChanged) && (
              <CommandButton
                words="common.cancel"
                isDisabled={isPending}
                onPress={() => {
                  forget()
                  onCancel()
                }}
              />
            )
          }
          also={
            <CommandButton
              words="publications.save"
              isDisabled={isReadOnly || (existing !== null && !isChanged)}
              isPending={isPending}
              onPress={() => keep(step)}
            />
          }
          main={
            <CommandButton
              words={step === 'choose' ? 'publications.toWording' : 'publications.toReview'}
              variant="primary"
              isDisabled={isPending}
            />
          }
        />
      </div>
    </form>
  )
}
