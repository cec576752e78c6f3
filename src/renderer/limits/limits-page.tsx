import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { MachineAdvice } from './machine-advice.tsx'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import styles from './limits.module.css'

/** In the order in which they cost people most. */
const limits = [
  'open',
  'copied',
  'forced',
  'malware',
  'words',
  'pools',
  'files',
  'sent',
  'deleted',
  'lost',
  'law',
  'old',
] as const

/** What Understory cannot do for a person, in their own language, and what can be seen of their machine. */
export const LimitsPage = (): ReactElement => {
  const text = useText()
  return (
    <ScrollRegion className={styles['page']} label={text('limits.link')}>
      <p>{text('limits.lead')}</p>
      <MachineAdvice />
      <ul className={styles['limits']}>
        {limits.map((limit) => (
          <li key={limit}>
            <h3 className={styles['heading']}>{text(`limits.${limit}`)}</h3>
            <p>{text(`limits.${limit}.text`)}</p>
          </li>
        ))}
      </ul>
    </ScrollRegion>
  )
}
