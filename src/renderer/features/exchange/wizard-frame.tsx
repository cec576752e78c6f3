import type { ReactElement, ReactNode } from 'react'
import type { MessageKey } from '../../i18n/messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { Icon } from '../../ui/icon.tsx'
import { Panel, PanelHeader } from '../../ui/panel.tsx'
import shared from '../../ui/shared.module.css'
import styles from './exchange.module.css'

export const exportSteps = {
  what: 'exchange.stepWhat',
  whom: 'exchange.stepWhom',
  why: 'exchange.stepWhy',
  review: 'exchange.stepReview',
} as const

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
  return (
    <Panel label={title}>
      <div className={styles['page']}>
        <PanelHeader title={title} />
        <div className={styles['wizard']}>
          <ol className={shared['stack1']} aria-label={text('exchange.steps')}>
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
