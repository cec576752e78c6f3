import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import shared from '../ui/shared.module.css'
import styles from './limits.module.css'
import { useVaultQuery } from '../data/bridge.ts'
import { Icon } from '../ui/icon.tsx'

/** States that are as they should be; all others deserve attention. */
const good = new Set(['encrypted', 'none', 'off', 'heard', 'isolated'])

/** Unknown to the app, or not supported by the system: a question mark, not a warning. */
const open = new Set(['unknown', 'unsupported'])

/** Whether the disk, swap, sleep and screen lock of this machine could expose a vault's content. */
const MachineAdvice = (): ReactElement | null => {
  const text = useText()
  const { data } = useVaultQuery('app.machine', {})
  const network = useVaultQuery('app.info', {}, { enabled: false }).data?.network
  if (data === undefined || network === undefined) return null
  const { disk, swap, hibernation, coreDumps, screenLock } = data
  const facts = [
    { state: network, words: text(`limits.network.${network}`) },
    { state: disk, words: text(`limits.disk.${disk}`) },
    { state: swap, words: text(`limits.swap.${swap}`) },
    { state: hibernation, words: text(`limits.hibernation.${hibernation}`) },
    { state: coreDumps, words: text(`limits.coreDumps.${coreDumps}`) },
    { state: screenLock, words: text(`limits.screenLock.${screenLock}`) },
  ]
  return (
    <section className={styles['machine']}>
      <h3 className={styles['heading']}>{text('limits.machine')}</h3>
      <p className={shared['secondary']}>{text('limits.machineText')}</p>
      <ul className={shared['stack2']}>
        {facts.map(({ state, words }) => (
          <li key={words} className={styles['fact']} data-good={good.has(state)}>
            <Icon name={good.has(state) ? 'check' : open.has(state) ? 'help' : 'alert'} />
            {words}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** In the order of the harm they have caused most. */
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

/** What Understory cannot do, in the user's language, and the detected state of the machine. */
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
