import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useDesk } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Pane, PaneHeader } from '../../ui/pane.tsx'
import { About } from './about.tsx'
import { Access } from './access.tsx'
import { Backups } from './backups.tsx'
import { DuressSection } from './duress-section.tsx'
import { Identities } from './identities.tsx'
import { KeepingSection } from './keeping-section.tsx'
import { PoolLimits } from './pool-limits.tsx'
import { Preferences } from './preferences.tsx'
import { SecondReaders } from './second-readers.tsx'
import { SpellingList } from './spellings.tsx'
import { VerifyVault } from './verify-vault.tsx'
import styles from './settings.module.css'

/** Everything about the vault and the window that a person can set; each change is saved at once. */
export const SettingsView = ({ info }: { readonly info: Out<'app.info'> }): ReactElement => {
  const text = useText()
  const settings = useDesk('settings.get', {})
  const vault = useDesk('vault.status', {})
  const readOnly = vault.data?.state === 'rescue'
  return (
    <Pane label={text('nav.settings')}>
      <div className={styles['page']}>
        <PaneHeader title={text('nav.settings')} />
        <div className={styles['sections']}>
          <FailureBanner refusal={settings.error} />
          {settings.data !== undefined && (
            <Preferences settings={settings.data} isDisabled={readOnly} />
          )}
          <Access vaultName={info.vaultName} isDisabled={readOnly} />
          {settings.data !== undefined && (
            <Backups settings={settings.data} isDisabled={readOnly} />
          )}
          <Identities isDisabled={readOnly} />
          {settings.data !== undefined && (
            <>
              <SecondReaders settings={settings.data} isDisabled={readOnly} />
              <PoolLimits settings={settings.data} isDisabled={readOnly} />
              <SpellingList settings={settings.data} isDisabled={readOnly} />
            </>
          )}
          <DuressSection isDisabled={readOnly} />
          <KeepingSection isDisabled={readOnly} />
          <VerifyVault />
          <About info={info} />
        </div>
      </div>
    </Pane>
  )
}
