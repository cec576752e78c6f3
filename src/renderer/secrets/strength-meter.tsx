import type { ReactElement } from 'react'
import type { Strength } from './passphrase-strength.ts'
import { useText } from '../i18n/use-text.ts'
import { classNames } from '../ui/class-names.ts'
import styles from './strength-meter.module.css'

const steps = ['weak', 'fair', 'good', 'strong'] as const

/** Four bars and a word; the word is read out as it changes. */
export const StrengthMeter = ({
  id,
  strength,
}: {
  readonly id: string
  readonly strength: Strength
}): ReactElement => {
  const text = useText()
  const level = strength === 'none' ? 0 : steps.indexOf(strength) + 1
  return (
    <div id={id} className={styles['meter']} aria-live="polite">
      <span className={classNames(styles['bars'], styles[strength])} aria-hidden="true">
        {steps.map((step, index) => (
          <span key={step} className={classNames(styles['bar'], index < level && styles['on'])} />
        ))}
      </span>
      <span className={styles['word']}>
        {text('unlock.strength')}: {text(`unlock.strength.${strength}`)}
      </span>
    </div>
  )
}
