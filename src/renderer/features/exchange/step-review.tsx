import type { ReactElement } from 'react'
import type { In } from '../../../shared/contract.ts'
import type { Refusal } from '../../bridge.ts'
import { useDesk } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCases } from '../../records/names.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import type { Task } from '../../use-task.ts'
import { decisionsOf, ReviewList } from './review-list.tsx'
import type { Decisions } from './review-list.tsx'
import styles from './exchange.module.css'

/** What would be in the file and who could open it, before anything is written. */
export const StepReview = ({
  choice,
  recipients,
  purpose,
  decided,
  onDecide,
  task,
  refusal,
  onWrite,
  onBack,
}: {
  readonly choice: In<'exports.prepare'>['choice']
  /** null: whoever has the passphrase. */
  readonly recipients: readonly string[] | null
  readonly purpose: string
  readonly decided: Decisions
  readonly onDecide: (decided: Decisions) => void
  readonly task: Task
  readonly refusal: Refusal | null
  readonly onWrite: () => void
  readonly onBack: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { caseById } = useCases()
  // Drafts may have been filed since: counted anew each time.
  const { data, error } = useDesk(
    'exports.prepare',
    { choice, ...decisionsOf(decided) },
    { staleTime: 0, gcTime: 0, placeholderData: (before) => before },
  )
  const isWriting = task.id !== null
  const isHeld = data !== undefined && data.items.some(({ state }) => state === 'blocks')
  const isEmpty = data !== undefined && data.reports === 0
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        onWrite()
      }}
    >
      <h2 className={styles['title']}>{text('exchange.reviewTitle')}</h2>
      <FailureBanner refusal={error ?? refusal} />
      {refusal?.code === 'cancelled' && <Banner title={text('exchange.cancelled')} />}
      {isEmpty && <Banner tone="warn" title={text('exchange.reviewNothing')} />}
      {data !== undefined && data.draftsLeftOut > 0 && (
        <Banner title={text('exchange.reviewDrafts', { count: data.draftsLeftOut })} />
      )}
      {data !== undefined && (
        <dl className={styles['facts']}>
          <div className={styles['fact']}>
            <dt>{text('exchange.reviewWhat')}</dt>
            <dd>
              {choice.kind === 'case' && <p>{caseById.get(choice.caseId)?.content.title}</p>}
              <p>
                {text('exchange.reviewCounts', {
                  reports: data.reports,
                  cases: data.cases,
                  sources: data.sources,
                })}
              </p>
              {data.sources > 0 && (
                <p className={styles['quiet']}>{text('exchange.reviewSources')}</p>
              )}
            </dd>
          </div>
          <div className={styles['fact']}>
            <dt>{text('exchange.reviewTo')}</dt>
            <dd>
              {recipients === null
                ? text('exchange.whomPassphrase')
                : recipients.map((key) => (
                    <p key={key} className={styles['key']} title={key.slice(0, 48)}>
                      {key}
                    </p>
                  ))}
            </dd>
          </div>
          <div className={styles['fact']}>
            <dt>{text('exchange.reviewPurpose')}</dt>
            <dd>{purpose === '' ? text('exchange.noPurpose') : purpose}</dd>
          </div>
          <div className={styles['fact']}>
            <dt>{text('exchange.reviewSize')}</dt>
            <dd>
              {format.bytes(data.bytes)}
              <p className={styles['quiet']}>{text('exchange.reviewPadded')}</p>
            </dd>
          </div>
        </dl>
      )}
      {data !== undefined && <ReviewList summary={data} decided={decided} onDecide={onDecide} />}
      {isWriting && <Progress label={text('exchange.writing')} value={task.progress} />}
      <div className={styles['buttons']}>
        <Button
          type="submit"
          variant="primary"
          icon="export"
          isDisabled={data === undefined || isEmpty || isHeld}
          isPending={isWriting}
        >
          {text('exchange.write')}
        </Button>
        {isWriting ? (
          <Button onPress={task.cancel}>{text('exchange.cancel')}</Button>
        ) : (
          <Button onPress={onBack}>{text('exchange.back')}</Button>
        )}
      </div>
    </form>
  )
}
