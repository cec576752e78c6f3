import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useIntl } from 'react-intl'
import type { Out } from '../../../shared/contract.ts'
import type { Source } from '../../../shared/records.ts'
import { AppError } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { formKind, useFormDraft } from '../../data/form-store.tsx'
import { useSubmitForm } from '../../data/submit-form.ts'
import { dateWords } from '../../records/date-words.ts'
import { PoolChip } from '../../records/pool-chip.tsx'
import { useRevisable } from '../../records/use-revisable.ts'
import { regionWords, roleWords } from '../../records/vocabulary.ts'
import { useCurrent } from '../../review/use-current.ts'
import { WhileCurrent } from '../../review/while-current.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Button } from '../../ui/button.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { PoolFields, poolOf } from './pool-fields.tsx'
import type { PoolDraft } from './pool-fields.tsx'
import form from '../../records/record-form.module.css'
import styles from './source-page.module.css'

type Together = Out<'attributions.together'>

const jointForms = formKind<PoolDraft>()

const JointForm = ({
  source,
  together,
  onDone,
}: {
  readonly source: Source
  readonly together: Together
  readonly onDone: () => void
}): ReactElement => {
  const text = useText()
  // State when the form opened: a phrase added since requires a new answer.
  const [{ rev, content, of, as, first, most }] = useState(() => ({
    rev: source.rev,
    content: source.content,
    of: together.phrases.map(({ id }) => id),
    as: together.as,
    first: together.pool,
    // The people that fit the combination also fit each phrase.
    most: Math.min(...together.phrases.map(({ content: said }) => said.poolLow)),
  }))
  const kept = useFormDraft(
    jointForms,
    {
      id: source.id,
      rev,
      content: { low: first?.low ?? null, high: first?.high ?? null, basis: first?.basis ?? '' },
    },
    { low: null, high: null, basis: '' },
  )
  const { content: draft, change, forget } = kept
  const [tried, setTried] = useState(false)
  const { send, error, isPending } = useSubmitForm('sources.save', kept, {
    said: () => 'attributions.togetherSaved',
    made: (saved) => saved,
    onSaved: onDone,
  })
  const isTooWide = draft.low !== null && draft.low > most
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    setTried(true)
    const pool = poolOf(draft)
    if (pool === null || pool.low > most) return
    // Based on the revision that was read, or on this form's own later save.
    const over = Math.max(rev, kept.rev)
    send({ id: source.id, rev: over, content: { ...content, jointPool: { of, as, ...pool } } })
  }
  const leave = (): void => {
    forget()
    onDone()
  }
  // The answers are for other phrases than the source has now: ask again.
  if (together.as !== as) {
    return (
      <>
        <FailureBanner failure={new AppError('conflict', 'attributions.together')} />
        <DialogActions out={<Button onPress={leave}>{text('common.close')}</Button>} />
      </>
    )
  }
  return (
    <form className={form['form']} onSubmit={submit}>
      <FailureBanner failure={error} />
      <p>{text('attributions.togetherAsk')}</p>
      <PoolFields
        pool={draft}
        tried={tried}
        error={isTooWide ? text('attributions.togetherTooWide', { most }) : undefined}
        onChange={change}
      />
      <FormActions
        submit={text('attributions.togetherSave')}
        isPending={isPending}
        onCancel={leave}
      />
    </form>
  )
}

/**
 * What the printed phrases of a source reveal in combination, from two phrases on, and how many
 * people fit.
 */
export const JointPoolPart = ({ source }: { readonly source: Source }): ReactElement | null => {
  const text = useText()
  const intl = useIntl()
  const isFixed = useRevisable(source.id) !== 'yes'
  const [isOpen, setOpen] = useState(false)
  const {
    current,
    last: data,
    error,
  } = useCurrent('attributions.together', { sourceId: source.id })
  if (error !== null) return <FailureBanner failure={error} />
  if (data === undefined || data.phrases.length < 2) return null
  const isCurrent = current !== undefined
  const { joint, pool } = data
  const tells = [
    ...joint.roles.map((role) => text(roleWords[role])),
    ...joint.organisations,
    ...joint.regions.map((region) => text(regionWords[region])),
    ...joint.periods.map((period) => dateWords(period, intl, text)),
  ]
  return (
    <div className={styles['together']}>
      <WhileCurrent isCurrent={isCurrent}>
        <h3 className={form['heading']}>{text('attributions.together')}</h3>
        <p>{text('attributions.togetherText')}</p>
        <p>{tells.length === 0 ? text('attributions.togetherNothing') : tells.join(' + ')}</p>
        {pool === null ? (
          <p>{text('attributions.togetherAsk')}</p>
        ) : (
          <p className={form['under']}>
            <PoolChip low={pool.low} />
            <span>{text('attributions.people', { low: pool.low, high: pool.high })}</span>
            <span>{pool.basis}</span>
          </p>
        )}
        <div>
          <CommandButton
            words={pool === null ? 'attributions.togetherAnswer' : 'attributions.togetherChange'}
            size="small"
            isDisabled={isFixed}
            onPress={() => setOpen(true)}
          />
        </div>
      </WhileCurrent>
      <Dialog
        title={text('attributions.together')}
        size="medium"
        mustAnswer
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        {!isCurrent && <Progress label={text('common.loading')} />}
        <WhileCurrent isCurrent={isCurrent}>
          <JointForm source={source} together={data} onDone={() => setOpen(false)} />
        </WhileCurrent>
      </Dialog>
    </div>
  )
}
