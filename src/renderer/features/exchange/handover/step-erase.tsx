import { useState } from 'react'
import type { ReactElement } from 'react'
import type { In } from '../../../../shared/contract.ts'
import type { AppError } from '../../../data/bridge.ts'
import { QuarantineList } from '../../../contacts/quarantine-list.tsx'
import { FailureBanner } from '../../../data/failure-text.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { CommandButton } from '../../../commands/command-button.tsx'
import { DialogActions } from '../../../ui/dialog-actions.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Progress } from '../../../ui/progress.tsx'
import type { TrackedTask } from '../../../data/use-task.ts'
import shared from '../../../ui/shared.module.css'
import styles from '../exchange.module.css'
import { Revising } from './revising.tsx'
import { useCounted } from './use-counted.ts'
import { usePlanned } from './use-planned.ts'
import { useRecordNamed } from './use-record-named.ts'

/** What is erased, what stays and why; nothing happens before a second confirmation. */
export const StepErase = ({
  input,
  to,
  task,
  isBegun,
  failure,
  onErase,
  onBack,
}: {
  readonly input: Omit<In<'handover.prepare'>, 'task'>
  /** The name of the contact. */
  readonly to: string
  readonly task: TrackedTask
  /** The hand-over has started, so nothing here can be changed. */
  readonly isBegun: boolean
  readonly failure: AppError | null
  /** Receives the plan that the user confirmed. */
  readonly onErase: (basedOn: string) => void
  readonly onBack: () => void
}): ReactElement => {
  const text = useText()
  const counted = useCounted()
  const isRunning = task.id !== null
  const [isAsking, setAsking] = useState(false)
  const { plan, error, isPending, cancel, again } = usePlanned(input, isRunning)
  const isStopped =
    plan === undefined ||
    plan.blocks.length > 0 ||
    plan.goes.reports === 0 ||
    plan.revising?.isNamed === false

  const nameOf = useRecordNamed()
  return (
    <div className={styles['form']}>
      <h1 className={styles['title']}>{text('handover.eraseTitle')}</h1>
      <FailureBanner failure={error ?? failure} />
      {failure?.code === 'cancelled' && (
        <Banner title={text('handover.cancelled')} announce>
          <p>{text('handover.cancelledText')}</p>
        </Banner>
      )}
      {isPending && (
        <div className={styles['checking']}>
          <Progress label={text('review.checking')} value={undefined} />
          <Button size="small" onPress={cancel}>
            {text('review.stop')}
          </Button>
        </div>
      )}
      {error !== null && <Button onPress={again}>{text('review.again')}</Button>}
      {plan !== undefined && (
        <>
          {plan.blocks.length > 0 && (
            <Banner tone="danger" title={text('handover.blocked')}>
              <ul>
                {plan.blocks.map((one) => (
                  <li key={`${one.why}:${one.subject}`}>
                    {text(`handover.block.${one.why}`, { name: nameOf(one) })}
                  </li>
                ))}
              </ul>
            </Banner>
          )}
          <Revising revising={plan.revising} contact={input.contact} to={to} />
          {plan.goes.reports === 0 && <Banner tone="danger" title={text('handover.nothing')} />}
          <dl className={shared['stack']}>
            <div className={styles['fact']}>
              <dt>{text('handover.to')}</dt>
              <dd>{to}</dd>
            </div>
            <div className={styles['fact']}>
              <dt>{text('handover.goes')}</dt>
              <dd>
                <p>{counted(plan.goes)}</p>
                <p className={shared['quiet']}>{text('handover.goesText')}</p>
              </dd>
            </div>
            {plan.stays.length > 0 && (
              <div className={styles['fact']}>
                <dt>{text('handover.stays')}</dt>
                <dd>
                  <ul>
                    {plan.stays.map((one) => (
                      <li key={one.subject}>
                        {text(`handover.stay.${one.why}`, {
                          name: nameOf(one),
                          by: one.by.map(nameOf).join(', '),
                        })}
                      </li>
                    ))}
                  </ul>
                </dd>
              </div>
            )}
            <div className={styles['fact']}>
              <dt>{text('handover.lines')}</dt>
              <dd>{text('handover.linesText')}</dd>
            </div>
          </dl>
          <QuarantineList onOpen={null} about={text('handover.aside')} />
          <p className={shared['quiet']}>{text('handover.after')}</p>
          {/* Asks first: no file or passphrase brings erased records back. */}
          <ConfirmDialog
            title={text('handover.confirmTitle')}
            confirm={text('handover.confirmAct', { count: plan.goes.reports })}
            isOpen={isAsking}
            size="medium"
            danger
            onConfirm={() => {
              setAsking(false)
              onErase(plan.basedOn)
            }}
            onClose={() => setAsking(false)}
          >
            <Banner tone="danger" title={text('common.forGood')}>
              <p>{text('handover.forGoodText', { name: to })}</p>
            </Banner>
            <p>{text('handover.confirmWhat', { name: to, counts: counted(plan.goes) })}</p>
            <p className={shared['quiet']}>{text('handover.confirmText')}</p>
          </ConfirmDialog>
        </>
      )}
      {isRunning && <Progress label={text('handover.running')} value={task.progress} />}
      <DialogActions
        out={
          isRunning ? (
            <CommandButton words="common.cancel" onPress={task.cancel} />
          ) : (
            <CommandButton words="exchange.back" isDisabled={isBegun} onPress={onBack} />
          )
        }
        main={
          <CommandButton
            words="handover.act"
            variant="primary"
            isDisabled={isStopped}
            isPending={isBegun}
            onPress={() => setAsking(true)}
          />
        }
      />
    </div>
  )
}
