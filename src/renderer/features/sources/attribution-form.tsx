import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useIntl } from 'react-intl'
import type { Attribution, AttributionContent } from '../../../shared/claims.ts'
import type { SourceId } from '../../../shared/ids.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { formKind, useFormDraft } from '../../data/form-store.tsx'
import { useSaveForm } from '../../data/submit-form.ts'
import { DateField } from '../../records/date-field.tsx'
import { isDateText } from '../../records/edtf.ts'
import { limits } from '../../records/limits.ts'
import { languageOptions, optionsOf } from '../../records/options.ts'
import { regionWords, roleWords } from '../../records/vocabulary.ts'
import { FormActions } from '../../ui/form-actions.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { PoolFields, poolOf } from './pool-fields.tsx'
import type { PoolDraft } from './pool-fields.tsx'
import form from '../../records/record-form.module.css'

type AttributionTexts = Omit<AttributionContent, 'poolLow' | 'poolHigh' | 'basis'>

const attributionForms = formKind<{ readonly words: AttributionTexts; readonly pool: PoolDraft }>()

/** A phrase, what it reveals, and how many people it could mean. */
export const AttributionForm = ({
  sourceId,
  existing,
  onSaved,
  onCancel,
}: {
  readonly sourceId: SourceId
  /** null: a new phrase. */
  readonly existing: Attribution | null
  readonly onSaved: () => void
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
  const { locale } = useIntl()
  const before = existing?.content ?? null
  const begun = {
    words: {
      sourceId,
      language: before?.language ?? (locale.startsWith('zh') ? 'zh-Hans' : locale.slice(0, 2)),
      phrase: before?.phrase ?? '',
      role: before?.role ?? 'unstated',
      organisation: before?.organisation ?? '',
      region: before?.region ?? 'unstated',
      period: before?.period ?? '',
    },
    pool: {
      low: before?.poolLow ?? null,
      high: before?.poolHigh ?? null,
      basis: before?.basis ?? '',
    },
  }
  const kept = useFormDraft(
    attributionForms,
    existing === null ? sourceId : { ...existing, content: begun },
    begun,
  )
  const { content } = kept
  const { words } = content
  const [tried, setTried] = useState(false)
  const { save, error, isPending } = useSaveForm('attributions.save', kept, {
    said: 'attributions.saved',
    onSaved,
  })
  const change = (patch: Partial<AttributionTexts>): void =>
    kept.change({ words: { ...words, ...patch } })
  const phrase = words.phrase.trim()

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    setTried(true)
    const pool = poolOf(content.pool)
    if (phrase === '' || pool === null || !isDateText(words.period)) return
    const { low, high, basis } = pool
    save({ ...words, phrase, poolLow: low, poolHigh: high, basis })
  }

  return (
    <form className={form['form']} onSubmit={submit}>
      {error?.code === 'conflict' ? (
        <FailureBanner failure={error} tone="warn" title={text('attributions.conflict')} />
      ) : error?.code === 'in-use' ? (
        <FailureBanner failure={error} tone="warn" title={text('attributions.printed')} />
      ) : (
        <FailureBanner failure={error} />
      )}
      <TextField
        label={text('attributions.phrase')}
        isRequired
        description={text('attributions.phraseHint')}
        value={words.phrase}
        maxLength={limits.title}
        lang={words.language}
        autoFocus
        error={tried && phrase === '' ? text('attributions.phraseNeeded') : undefined}
        onChange={(next) => change({ phrase: next })}
      />
      <Select
        label={text('attributions.language')}
        value={words.language}
        options={languageOptions(words.language, text)}
        onChange={(language) => change({ language })}
      />
      <h3 className={form['heading']}>{text('attributions.tells')}</h3>
      <div className={form['pair']}>
        <Select
          label={text('attributions.role')}
          value={words.role}
          options={optionsOf(roleWords, text)}
          onChange={(role) => change({ role })}
        />
        <Select
          label={text('attributions.region')}
          value={words.region}
          options={optionsOf(regionWords, text)}
          onChange={(region) => change({ region })}
        />
      </div>
      <TextField
        label={text('attributions.organisation')}
        description={text('attributions.organisationHint')}
        value={words.organisation}
        maxLength={limits.name}
        onChange={(organisation) => change({ organisation })}
      />
      <DateField
        label={text('attributions.period')}
        value={words.period}
        onChange={(period) => change({ period })}
      />
      <h3 className={form['heading']}>{text('attributions.pool')}</h3>
      <PoolFields pool={content.pool} tried={tried} onChange={(pool) => kept.change({ pool })} />
      <FormActions
        submit={text('attributions.save')}
        isPending={isPending}
        onCancel={() => {
          kept.forget()
          onCancel()
        }}
      />
    </form>
  )
}
