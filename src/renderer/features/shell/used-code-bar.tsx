import { useState } from 'react'
import type { ReactElement } from 'react'
import { useDesk } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { useSettingsSection } from '../../use-settings-section.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './bars.module.css'

/** The code that lay at the desk was used. Another one can be put off until the next opening. */
export const UsedCodeBar = (): ReactElement | null => {
  const text = useText()
  const showSection = useSettingsSection()
  const { data } = useDesk('escrow.status', {})
  const [later, setLater] = useState(false)
  const used = data?.own?.used ?? null
  if (used === null || later) return null
  return (
    <aside aria-label={text('escrow.usedBar')} className={styles['backup']}>
      <Icon name="key" size={16} />
      <p>
        <strong>{text('escrow.usedBar')}</strong> {text('escrow.usedBarText')}
      </p>
      <Button size="small" onPress={() => showSection('access')}>
        {text('backup.toSettings')}
      </Button>
      <Button size="small" variant="quiet" onPress={() => setLater(true)}>
        {text('backup.later')}
      </Button>
    </aside>
  )
}
