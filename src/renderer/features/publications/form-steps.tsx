import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { PlainButton } from '../../ui/plain-button.tsx'
import type { FormStep } from './draft.ts'
import styles from './publications.module.css'

const names = {
  choose: 'publications.stepChoose',
  wording: 'publications.stepWording',
} as const

/** The four steps of a public record: the two of its form, and what follows once it is saved. */
export const FormSteps = ({
  step,
  mayWord,
  onStep,
}: {
  readonly step: FormStep
  /** Is enough chosen to go on to the wording? */
  readonly mayWord: boolean
  readonly onStep: (step: FormStep) => void
}): ReactElement => {
  const text = useText()
  return (
    <ol className={styles['steps']} aria-label={text('publications.steps')}>
      {(['choose', 'wording'] as const).map((name, at) => (
        <li key={name}>
          <PlainButton
            className={styles['step']}
            aria-current={name === step ? 'step' : undefined}
            disabled={name === 'wording' && !mayWord}
            onPress={() => onStep(name)}
          >
            {at + 1} {text(names[name])}
          </PlainButton>
        </li>
      ))}
      <li className={styles['step']}>3 {text('publications.review')}</li>
      <li className={styles['step']}>4 {text('publications.writeTab')}</li>
    </ol>
  )
}
