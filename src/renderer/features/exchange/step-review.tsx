import { useCallback, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { In, Out, VaultEvent } from '../../../shared/contract.ts'
import { call, newTask, useVaultEvent } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { forDecision } from '../../data/query-client.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { CommandName } from '../../commands/registry.ts'
import { useText } from '../../i18n/use-text.ts'
import { CosignStep, useFourEyes } from '../../records/cosign.tsx'
import type { CosignHandle } from '../../records/cosign.tsx'
import { useCases } from '../../records/names.ts'
import { Checklist } from '../../review/checklist.tsx'
import { ReviewCounts, ReviewPage } from '../../review/review-page.tsx'
import { WhileCurrent } from '../../review/while-current.tsx'
import type { ReviewListItem } from '../../review/words.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Progress } from '../../ui/progress.tsx'
import type { TrackedTask } from '../../data/use-task.ts'
import { decisionsOf, withoutReason, withReason, withRecordLeftOut } from './decisions.ts'
import type { ReviewDecisions } from './decisions.ts'
import { PreviewRecords } from './export-preview/preview-records.tsx'
import shared from '../../ui/shared.module.css'
import styles from './exchange.module.css'
import { ReceiverFacts } from './wizard.tsx'

/** A review with everything that is shown beside it, so that no part is older than the others. */
type Looked = {
  /** Identifies the review, for requests about its records. */
  readonly task: string
  readonly summary: Out<'exports.prepare'>
  readonly rows: Out<'exports.records'>
  /** The file carries our recovery code. */
  readonly carriesCode: boolean
}

type PreparedExport = {
  /** The last review, even if it is no longer current. */
  readonly looked: Looked | undefined
  readonly error: AppError | null
  readonly isChecking: boolean
  /** Nothing changed since the review was requested, in the vault or in the input. */
  readonly isCurrent: boolean
  /** 0 to 1; undefined while unknown. */
  readonly progress: number | undefined
  readonly cancel: () => void
  readonly again: () => void
}

/**
 * Reviews the export again whenever its input changes. The previous review is cancelled, because
 * two at once would only wait for each other; none runs while the file is written.
 */
const usePrepared = (
  input: Omit<In<'exports.prepare'>, 'task'>,
  isWriting: boolean,
): PreparedExport => {
  const [task, setTask] = useState<string | null>(null)
  const [progress, setProgress] = useState<number | undefined>(undefined)
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery<Looked, AppError>({
    queryKey: ['exports.prepare', input],
    queryFn: async ({ signal }) => {
      const name = newTask()
      setTask(name)
      setProgress(undefined)
      // A task that has ended already is no error.
      const cancel = (): void => void call('tasks.cancel', { task: name }).catch(() => undefined)
      signal.addEventListener('abort', cancel)
      const { recipients = null } = input
      return {
        task: name,
        summary: await call('exports.prepare', { task: name, ...input }),
        rows: await call('exports.records', { task: name }),
        carriesCode: recipients !== null && (await call('escrow.goesWith', { recipients })).goes,
      }
    },
    enabled: !isWriting,
    // Never cached: drafts may have been filed since.
    staleTime: 0,
    gcTime: 0,
    meta: forDecision,
    placeholderData: keepPreviousData,
  })
  const listen = useCallback(
    (event: VaultEvent) => {
      if (event.kind !== 'progress' || event.task !== task) return
      setProgress(event.total > 0 ? Math.min(1, event.done / event.total) : undefined)
    },
    [task],
  )
  useVaultEvent(listen)
  const cancel = useCallback(() => {
    if (task !== null) void call('tasks.cancel', { task }).catch(() => undefined)
  }, [task])
  return {
    looked: data,
    error,
    isChecking: isFetching,
    isCurrent: data !== undefined && !isFetching && !isPlaceholderData && error === null,
    progress,
    cancel,
    again: () => void refetch(),
  }
}

/** Content and recipients of the file, before anything is written. */
export const StepReview = ({
  choice,
  recipients,
  purpose,
  decided,
  onDecide,
  task,
  isBegun,
  failure,
  act,
  onWrite,
  onBack,
}: {
  readonly choice: In<'exports.prepare'>['choice']
  /** null: protected by a passphrase. */
  readonly recipients: readonly string[] | null
  readonly purpose: string
  readonly decided: ReviewDecisions
  readonly onDecide: (decided: ReviewDecisions) => void
  readonly task: TrackedTask
  /** The export has started, so nothing here can be changed. */
  readonly isBegun: boolean
  readonly failure: AppError | null
  /** Button label, if the button does not write yet. */
  readonly act?: CommandName
  /**
   * Receives the second reader's sign-off, if an issue was overridden and four eyes are required,
   * and the review that the decisions are based on.
   */
  readonly onWrite: (cosign: In<'exports.write'>['cosign'], basedOn: string) => void
  readonly onBack: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { caseById } = useCases()
  const isWriting = task.id !== null
  const prepared = usePrepared(
    {
      choice,
      recipients: recipients === null || recipients.length === 0 ? null : [...recipients],
      ...decisionsOf(decided),
      purpose,
    },
    isWriting,
  )
  const { looked, error, isChecking } = prepared
  const data = looked?.summary
  const [readTask, setReadTask] = useState<string | null>(null)
  const isRead = looked !== undefined && (looked.rows.length === 0 || looked.task === readTask)
  const isCurrent = prepared.isCurrent && isRead
  const isHeld = data !== undefined && data.items.some(({ state }) => state === 'blocks')
  const hasOverrides = data !== undefined && data.items.some(({ state }) => state === 'overridden')
  const { inForce, canSign } = useFourEyes()
  const needsSecond = inForce && hasOverrides
  const second = useRef<CosignHandle>(null)
  const isEmpty = data !== undefined && data.reports === 0
  const blocking = data?.items.filter(({ state }) => state === 'blocks').length ?? 0
  const why = isBegun
    ? null
    : isEmpty
      ? text('exchange.reviewNothing')
      : isHeld
        ? text('review.why.blocks', { count: blocking })
        : !isCurrent
          ? text('review.why.checking')
          : needsSecond && !canSign
            ? text('review.why.signer')
            : null
  /** Leaves out the reports that carry the record of an issue. */
  const leaveOutOf = ({ subject }: ReviewListItem): (() => void) | null => {
    const affected = (data?.held ?? []).filter(({ by }) => subject !== null && by.includes(subject))
    if (affected.length === 0) return null
    const names = new Map<string, string>(looked?.rows.map((row) => [row.subject, row.name]))
    return () =>
      onDecide(
        affected.reduce(
          (next, { report }) => withRecordLeftOut(next, report, names.get(report) ?? ''),
          decided,
        ),
      )
  }
  return (
    <form
      className={styles['wide']}
      onSubmit={(event) => {
        event.preventDefault()
        // A dialog over the check has a form of its own, whose event arrives here too.
        if (event.target !== event.currentTarget) return
        const cosign = second.current?.read() ?? null
        if (data !== undefined && isCurrent && (!needsSecond || cosign !== null)) {
          onWrite(cosign, data.basedOn)
        }
      }}
    >
      <ReviewPage
        summary={
          data !== undefined && (
            <WhileCurrent isCurrent={prepared.isCurrent || isWriting}>
              <dl className={styles['facts']}>
                <div>
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
                      <p className={shared['quiet']}>{text('exchange.reviewSources')}</p>
                    )}
                    {looked?.carriesCode === true && <p>{text('escrow.goes')}</p>}
                  </dd>
                </div>
                <ReceiverFacts recipients={recipients} purpose={purpose} />
                <div>
                  <dt>{text('exchange.reviewSize')}</dt>
                  <dd>
                    {format.bytes(data.bytes)}
                    <p className={shared['quiet']}>{text('exchange.reviewPadded')}</p>
                  </dd>
                </div>
              </dl>
            </WhileCurrent>
          )
        }
        counts={
          data !== undefined && (
            <>
              <WhileCurrent isCurrent={prepared.isCurrent || isWriting}>
                <ReviewCounts items={data.items} />
                {data.keptBack > 0 && <p>{text('review.keptBack', { count: data.keptBack })}</p>}
              </WhileCurrent>
              {/* Keeps the focus while everything is checked again. */}
              {(data.held.length > 0 || decided.keepBack) && (
                <Checkbox
                  isSelected={decided.keepBack}
                  isDisabled={isBegun}
                  onChange={(keepBack) => onDecide({ ...decided, keepBack })}
                >
                  {text('review.keepBack', { count: Math.max(data.held.length, data.keptBack) })}
                </Checkbox>
              )}
            </>
          )
        }
        why={why}
        act={
          <DialogActions
            out={
              isWriting ? (
                <CommandButton words="common.cancel" onPress={task.cancel} />
              ) : (
                <CommandButton words="exchange.back" isDisabled={isBegun} onPress={onBack} />
              )
            }
            main={
              <CommandButton
                words={act ?? 'exchange.save'}
                variant="primary"
                {...(act === undefined ? { icon: 'export' as const } : {})}
                isDisabled={!isCurrent || isEmpty || isHeld || (needsSecond && !canSign)}
                isPending={isBegun}
              />
            }
          />
        }
      >
        <h1 className={styles['title']}>{text('exchange.reviewTitle')}</h1>
        {error?.code === 'cancelled' && !isChecking ? (
          <Banner
            title={text('review.stopped')}
            actions={<Button onPress={prepared.again}>{text('review.again')}</Button>}
          />
        ) : (
          <FailureBanner
            failure={error ?? (failure?.code === 'wrong-passphrase' ? null : failure)}
          />
        )}
        {failure?.code === 'cancelled' && <Banner title={text('exchange.cancelled')} />}
        {isChecking && !isWriting && (
          <div className={styles['checking']}>
            <Progress label={text('review.checking')} value={prepared.progress} />
            <Button size="small" onPress={prepared.cancel}>
              {text('review.stop')}
            </Button>
          </div>
        )}
        {isWriting && <Progress label={text('exchange.writing')} value={task.progress} />}
        <WhileCurrent isCurrent={prepared.isCurrent || isWriting}>
          {isEmpty && <Banner tone="danger" title={text('exchange.reviewNothing')} />}
          {data !== undefined && data.draftsLeftOut > 0 && (
            <Banner title={text('exchange.reviewDrafts', { count: data.draftsLeftOut })} />
          )}
          {data !== undefined && !isEmpty && (
            <Checklist
              items={data.items}
              isReadOnly={isBegun}
              canKeepBack
              leaveOutOf={leaveOutOf}
              onFixHere={onBack}
              onOverride={(items, reason) => {
                onDecide(withReason(decided, items, reason))
                return Promise.resolve()
              }}
              takesBack={({ item }) => decided.reasons.has(item)}
              onTakeBack={({ item }) => onDecide(withoutReason(decided, item))}
            />
          )}
          {looked !== undefined && (
            <PreviewRecords
              task={looked.task}
              rows={looked.rows}
              items={looked.summary.items}
              isRead={isRead}
              onRead={setReadTask}
              decided={decided}
              isReadOnly={isBegun}
              onDecide={onDecide}
            />
          )}
        </WhileCurrent>
        {needsSecond && !isHeld && !isEmpty && (
          <CosignStep ref={second} failure={failure} isDisabled={isBegun} />
        )}
      </ReviewPage>
    </form>
  )
}
