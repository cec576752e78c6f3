import type { ReactElement } from 'react'
import type { ClaimContent } from '../../shared/claims.ts'
import type { SourceContent } from '../../shared/records.ts'
import { useText } from '../i18n/use-text.ts'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import {
  credibilityShort,
  credibilityWords,
  reliabilityShort,
  reliabilityWords,
} from './vocabulary.ts'
import styles from './grades.module.css'

type Reliability = SourceContent['reliability']
type Credibility = ClaimContent['credibility']

export const isReliability = (grade: string): grade is Reliability => grade in reliabilityWords

/** How far a source is trusted, as a letter with its word. F is no judgement. */
export const ReliabilityPill = ({ grade }: { readonly grade: Reliability }): ReactElement => {
  const text = useText()
  return (
    <span className={styles['pill']} data-grade={grade} title={text(reliabilityWords[grade])}>
      {text(reliabilityShort[grade])}
    </span>
  )
}

const steps = ['5', '4', '3', '2', '1'] as const

/**
 * How likely a claim is, as a bar of five steps: five for 1 (confirmed), one for 5 (improbable),
 * none for 6 (cannot be judged).
 */
export const CredibilityBar = ({
  grade,
  isShort = false,
}: {
  readonly grade: Credibility
  /** The bar alone; the words are for screen readers and for the pointer. */
  readonly isShort?: boolean
}): ReactElement => {
  const text = useText()
  const words = `${grade} ${text(credibilityShort[grade])}`
  return (
    <span className={styles['credibility']} title={text(credibilityWords[grade])}>
      <span className={styles['steps']} aria-hidden="true">
        {steps.map((step) => (
          <span key={step} data-on={step >= grade} />
        ))}
      </span>
      {isShort ? <VisuallyHidden>{words}</VisuallyHidden> : words}
    </span>
  )
}
