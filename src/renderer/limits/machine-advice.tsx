import type { ReactElement } from 'react'
import { useDesk } from '../bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './limits.module.css'

/** What is as it should be; everything else is something to look at. */
const good = new Set(['encrypted', 'none', 'off', 'heard', 'isolated'])

/** The app cannot tell, or the system cannot do it: a question mark, not a warning. */
const open = new Set(['unknown', 'unsupported'])

/** Whether the disk, the swap, the sleep and the locks of this machine could give a vault's content away. */
export const MachineAdvice = (): ReactElement | null => {
  const text = useText()
  const { data } = useDesk('app.machine', {})
  const network = useDesk('app.info', {}, { enabled: false }).data?.network
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
      <p className={styles['quiet']}>{text('limits.machineText')}</p>
      <ul className={styles['facts']}>
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
