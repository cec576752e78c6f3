import type { ReactElement, ReactNode } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Icon } from '../../ui/icon.tsx'
import { Pane, PaneHeader } from '../../ui/pane.tsx'
import styles from './exchange.module.css'

export const wizardSteps = ['what', 'whom', 'why', 'review'] as const
export type WizardStep = (typeof wizardSteps)[number]

const names = {
  what: 'exchange.stepWhat',
  whom: 'exchange.stepWhom',
  why: 'exchange.stepWhy',
  review: 'exchange.stepReview',
} as const satisfies Record<WizardStep, string>

/** The steps at the side, the present one beside them. */
export const WizardFrame = ({
  step,
  isDone = false,
  children,
}: {
  readonly step: WizardStep
  /** All steps are behind. */
  readonly isDone?: boolean
  readonly children: ReactNode
}): ReactElement => {
  const text = useText()
  const at = isDone ? wizardSteps.length : wizardSteps.indexOf(step)
  return (
    <Pane label={text('exchange.export')}>
      <div className={styles['page']}>
        <PaneHeader title={text('exchange.export')} />
        <div className={styles['wizard']}>
          <ol className={styles['steps']} aria-label={text('exchange.steps')}>
            {wizardSteps.map((name, index) => (
              <li
                key={name}
                className={styles['step']}
                data-done={index < at || undefined}
                aria-current={index === at ? 'step' : undefined}
              >
                <span className={styles['number']}>
                  {index < at ? <Icon name="check" size={14} /> : index + 1}
                </span>
                {text(names[name])}
              </li>
            ))}
          </ol>
          {children}
        </div>
      </div>
    </Pane>
  )
}
