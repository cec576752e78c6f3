import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { LimitsButton } from '../../limits/limits-button.tsx'
import { Section } from './section.tsx'
import styles from './settings.module.css'

/** What runs here; for whoever helps, and for telling how old it is. */
export const About = ({ info }: { readonly info: Out<'app.info'> }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const facts = [
    [text('settings.vault'), info.vaultName],
    [text('settings.version'), info.version],
    [text('settings.built'), format.day(info.builtDay)],
    [
      text('settings.runtime'),
      text(`settings.runtime.${info.runtime}`, { version: info.electron }),
    ],
    [text('settings.platform'), info.platform],
  ] as const
  return (
    <Section title={text('settings.about')}>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles['fact']}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['about']}>{text('settings.data')}</p>
      <div>
        <LimitsButton />
      </div>
    </Section>
  )
}
