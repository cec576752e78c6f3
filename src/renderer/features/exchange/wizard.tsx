import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { In } from '../../../shared/contract.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { appErrorOf, call, newTask } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { useMissedFailure } from '../../data/failure-text.tsx'
import type { FormDraft } from '../../data/form-store.tsx'
import { useTrackedTask } from '../../data/use-task.ts'
import type { TrackedTask } from '../../data/use-task.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCases } from '../../records/names.ts'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Panel } from '../../ui/panel.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Select } from '../../ui/select.tsx'
import { ReviewPage } from '../../review/review-page.tsx'
import { Recipients } from '../../recipients/recipients.tsx'
import { ReportChoice } from './report-choice.tsx'
import shared from '../../ui/shared.module.css'
import styles from './exchange.module.css'

// The wizard that an export and a hand-over share: its frame, its first step and its last action.

/** Where a step belongs, in one line above its heading, which is the only one of the page. */
export const Trail = ({
  page,
}: {
  /** null: the heading names the page. */
  readonly page: string | null
}): ReactElement => {
  const text = useText()
  return (
    <p className={styles['trail']}>
      {text('exchange.title')}
      {page !== null && ` › ${page}`}
    </p>
  )
}

/** The list of steps, with the current step beside it. */
export const WizardFrame = <Step extends string>({
  title,
  steps,
  step,
  isDone = false,
  children,
}: {
  readonly title: string
  /** Labels of the steps, in order. */
  readonly steps: Readonly<Record<Step, MessageKey>>
  readonly step: Step
  /** All steps are done. */
  readonly isDone?: boolean
  readonly children: ReactNode
}): ReactElement => {
  const text = useText()
  const names = Object.keys(steps) as Step[]
  const at = isDone ? names.length : names.indexOf(step)
  const page = useRef<HTMLDivElement>(null)
  // Each step begins at its title, however far the last one was scrolled.
  const begun = useRef(at)
  useLayoutEffect(() => {
    if (begun.current === at) return
    begun.current = at
    page.current?.parentElement?.scrollTo({ top: 0 })
  }, [at])
  return (
    <Panel label={title}>
      <div ref={page} className={styles['widePage']}>
        <Trail page={title} />
        <div className={styles['wizard']}>
          <ol className={styles['steps']} aria-label={text('exchange.steps')}>
            {names.map((name, index) => (
              <li
                key={name}
                className={styles['step']}
                data-done={index < at || undefined}
                aria-current={index === at ? 'step' : undefined}
              >
                <span className={styles['number']}>
                  {index < at ? <Icon name="check" size={14} /> : index + 1}
                </span>
                {text(steps[name])}
              </li>
            ))}
          </ol>
          {children}
        </div>
      </div>
    </Panel>
  )
}

export type What = {
  readonly kind: 'case' | 'reports'
  readonly caseId: string
  readonly reportIds: ReadonlySet<string>
}

export const choiceOf = (what: What): In<'exports.prepare'>['choice'] =>
  what.kind === 'case'
    ? { kind: 'case', caseId: what.caseId }
    : { kind: 'reports', reportIds: [...what.reportIds] }

/** A case, or the reports selected before. */
export const whatFrom = (reportIds: readonly string[], caseId: string | null): What => ({
  kind: reportIds.length === 0 ? 'case' : 'reports',
  caseId: caseId ?? '',
  reportIds: new Set(reportIds),
})

/** Form key of a selection: independent of the order of the reports. */
export const keyOf = (reportIds: readonly string[], caseId: string | null): string =>
  caseId ?? [...reportIds].sort().join(' ')

/** Who receives the file, and what for. */
export const ReceiverFacts = ({
  recipients,
  purpose,
}: {
  /** Keys that open the file; null: a passphrase; undefined: not chosen yet. */
  readonly recipients?: readonly string[] | null | undefined
  /** Undefined: not asked yet. */
  readonly purpose?: string
}): ReactElement => {
  const text = useText()
  return (
    <>
      {recipients !== undefined && (
        <div>
          <dt>{text('exchange.reviewTo')}</dt>
          <dd>
            {recipients === null ? (
              text('exchange.whomPassphrase')
            ) : (
              <Recipients recipients={recipients} />
            )}
          </dd>
        </div>
      )}
      {purpose !== undefined && (
        <div>
          <dt>{text('exchange.reviewPurpose')}</dt>
          <dd>{purpose === '' ? text('exchange.noPurpose') : purpose}</dd>
        </div>
      )}
    </>
  )
}

/** What leaves and who receives it, as far as it is chosen. */
export const WizardSummary = ({
  what,
  ...receiver
}: { readonly what: What } & Parameters<typeof ReceiverFacts>[0]): ReactElement => {
  const text = useText()
  const { caseById } = useCases()
  const chosen = what.kind === 'case' ? caseById.get(what.caseId) : undefined
  return (
    <dl className={styles['facts']}>
      <div>
        <dt>{text('exchange.reviewWhat')}</dt>
        <dd>
          {chosen !== undefined && <p>{chosen.content.title}</p>}
          <p>
            {text('reports.count', {
              count: what.kind === 'case' ? (chosen?.reports ?? 0) : what.reportIds.size,
            })}
          </p>
        </dd>
      </div>
      <ReceiverFacts {...receiver} />
    </dl>
  )
}

/** Selects a whole case, or individual reports. */
export const StepWhat = ({
  title,
  value,
  onChange,
  onNext,
  onCancel,
}: {
  /** What happens to it, as a question. */
  readonly title: MessageKey
  readonly value: What
  readonly onChange: (value: What) => void
  readonly onNext: () => void
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
  const { cases } = useCases()
  const caseId = value.caseId === '' ? (cases[0]?.id ?? '') : value.caseId
  const ready = value.kind === 'case' ? caseId !== '' : value.reportIds.size > 0
  return (
    <form
      className={styles['wide']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        onChange({ ...value, caseId })
        onNext()
      }}
    >
      <ReviewPage
        summary={<WizardSummary what={{ ...value, caseId }} />}
        act={
          <DialogActions
            out={<CommandButton words="common.cancel" onPress={onCancel} />}
            main={<CommandButton words="exchange.next" variant="primary" isDisabled={!ready} />}
          />
        }
      >
        <h1 className={styles['title']}>{text(title)}</h1>
        <RadioGroup
          label={text(title)}
          hideLabel
          value={value.kind}
          options={[
            { value: 'case', label: text('exchange.whatCase') },
            { value: 'reports', label: text('exchange.whatReports') },
          ]}
          onChange={(kind) => onChange({ ...value, kind })}
        />
        {value.kind === 'reports' ? (
          <ReportChoice
            chosen={value.reportIds}
            onChange={(reportIds) => onChange({ ...value, reportIds })}
          />
        ) : cases.length === 0 ? (
          <p className={shared['quiet']}>{text('exchange.noCases')}</p>
        ) : (
          <Select
            label={text('exchange.chooseCase')}
            value={caseId}
            options={cases.map((item) => ({
              value: item.id as string,
              label: item.content.title,
              description: text('reports.count', { count: item.reports }),
            }))}
            onChange={(id) => onChange({ ...value, caseId: id })}
          />
        )}
      </ReviewPage>
    </form>
  )
}

/** State of a wizard's last action: the name of its task, once started. */
export type LastAction = {
  readonly task: string | null
}

type RunningLastAction = {
  /** Has a name while it runs. */
  readonly task: TrackedTask
  /** True from the folder dialog on; the input is then frozen. */
  readonly isBegun: boolean
  readonly failure: AppError | null
  readonly setFailure: (failure: AppError | null) => void
  /** Asks for a folder, then runs the action; one at a time across all views of the wizard. */
  readonly begin: (
    act: (task: string, folder: string, folderName: string) => Promise<void>,
    onRefused: (failure: AppError) => void,
  ) => Promise<void>
}

/**
 * The last action of a wizard. It continues while another view is shown, and a returning user sees
 * it running. The view that started it shows the result, or a toast does; any other view of the
 * wizard is then closed.
 *
 * @param isKept the form is neither discarded nor finished.
 * @param isTold the result is shown here.
 * @param onOver called when the action ends and is not shown here.
 */
export const useLastAction = (
  kept: Pick<FormDraft<LastAction>, 'content' | 'isSent' | 'change' | 'send' | 'refused'>,
  { isKept, isTold, onOver }: { isKept: boolean; isTold: boolean; onOver: () => void },
): RunningLastAction => {
  const missed = useMissedFailure()
  const [failure, setFailure] = useState<AppError | null>(null)
  const { content, isSent } = kept
  const isOver = content.task !== null && !isKept && !isTold
  useEffect(() => {
    if (isOver) onOver()
  })
  return {
    task: useTrackedTask(isSent || isOver ? content.task : null),
    isBegun: isSent || isOver,
    failure,
    setFailure,
    begin: async (act, onRefused) => {
      if (isSent) return
      setFailure(null)
      kept.change({ task: null })
      kept.send()
      try {
        const { file, folder } = await call('dialog.saveExport', {})
        if (file === null) return
        const task = newTask()
        kept.change({ task })
        await act(task, file, folder)
      } catch (error) {
        const refused = appErrorOf(error)
        setFailure(refused)
        missed(refused)
        onRefused(refused)
      } finally {
        kept.refused()
      }
    },
  }
}
