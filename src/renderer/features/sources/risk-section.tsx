import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Chip } from '../../ui/tag.tsx'
import { riskLevelWords, riskWhoWords } from '../../records/protection-words.ts'
import type { Risk } from '../../records/protection-words.ts'
import page from '../../records/record-form.module.css'
import styles from './source-page.module.css'

export const riskTones = { low: 'plain', medium: 'warn', high: 'danger' } as const
const order = { high: 0, medium: 1, low: 2 } as const

const byRisk = (risks: readonly Risk[]): readonly Risk[] =>
  [...risks].sort((a, b) => order[a.level] - order[b.level])

/** The people to warn if the source is compromised: not the source, which must not be contacted then. */
export const othersAtRisk = (risks: readonly Risk[]): readonly Risk[] =>
  byRisk(risks).filter(({ who }) => who !== 'source')

/** People at risk, greatest risk first. */
export const RiskSection = ({ risks }: { readonly risks: readonly Risk[] }): ReactElement => {
  const text = useText()
  const sorted = byRisk(risks)
  return (
    <section className={page['section']}>
      <h2 className={page['heading']}>{text('sources.risks')}</h2>
      {risks.length === 0 ? (
        <p className={page['quiet']}>{text('sources.noRisks')}</p>
      ) : (
        <ul className={styles['list']} aria-label={text('sources.risks')}>
          {sorted.map((risk, index) => (
            <li key={`${index}`} className={styles['row']}>
              <span className={styles['main']}>{text(riskWhoWords[risk.who])}</span>
              <Chip tone={riskTones[risk.level]}>{text(riskLevelWords[risk.level])}</Chip>
              {risk.note !== '' && <span className={styles['note']}>{risk.note}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
