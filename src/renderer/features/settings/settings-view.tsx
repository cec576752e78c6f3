import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { PlaceWarning } from '../../limits/place-warning.tsx'
import { Panel, PanelHeader } from '../../ui/panel.tsx'
import { Backups } from './backups.tsx'
import { WipeSection } from './wipe-section.tsx'
import { Identities } from './identities.tsx'
import { Releases } from './releases.tsx'
import { RetentionSection } from './retention-section.tsx'
import { PoolLimits } from './pool-limits.tsx'
import { Preferences } from './preferences.tsx'
import { SecondReaders } from './second-readers.tsx'
import { SpellingList } from './spellings.tsx'
import { VerifyVault } from './verify-vault.tsx'
import shared from '../../ui/shared.module.css'
import styles from './settings.module.css'
import { useFormat } from '../../i18n/use-format.ts'
import { LimitsButton } from '../../limits/limits-button.tsx'
import { Facts, Section, SettingLine } from './section.tsx'
import { useState } from 'react'
import { useCommands } from '../../commands/commands.tsx'
import { Button } from '../../ui/button.tsx'
import { ChangePassphrase } from './change-passphrase.tsx'
import { CodeAtDesk } from './code-at-desk.tsx'
import { NewRecoveryCode } from './new-recovery-code.tsx'

/** What opens the vault: passphrase, key file and recovery code. */
const Access = ({
  vaultName,
  isDisabled,
}: {
  readonly vaultName: string
  readonly isDisabled: boolean
}): ReactElement => {
  const text = useText()
  const [open, setOpen] = useState<'passphrase' | 'recovery' | null>(null)
  const close = (): void => setOpen(null)
  useCommands({
    'palette.changePassphrase': !isDisabled && (() => setOpen('passphrase')),
    'palette.newRecovery': !isDisabled && (() => setOpen('recovery')),
  })
  return (
    <Section title={text('settings.access')} anchor="access">
      <SettingLine title={text('settings.passphrase')} about={text('settings.passphraseText')}>
        <Button isDisabled={isDisabled} onPress={() => setOpen('passphrase')}>
          {text('settings.changePassphrase')}
        </Button>
      </SettingLine>
      <SettingLine title={text('settings.recovery')} about={text('settings.recoveryText')}>
        <Button isDisabled={isDisabled} onPress={() => setOpen('recovery')}>
          {text('settings.newRecovery')}
        </Button>
      </SettingLine>
      <CodeAtDesk isDisabled={isDisabled} />
      <ChangePassphrase isOpen={open === 'passphrase'} onClose={close} />
      <NewRecoveryCode vaultName={vaultName} isOpen={open === 'recovery'} onClose={close} />
    </Section>
  )
}

/** Version and build, for support and for the age of the app. */
const About = ({ info }: { readonly info: Out<'app.info'> }): ReactElement => {
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
      <Facts facts={facts} />
      <p className={shared['quiet']}>{text('settings.data')}</p>
      <div>
        <LimitsButton />
      </div>
    </Section>
  )
}

/** All settings of the vault and the window; each change is saved at once. */
export const SettingsView = ({ info }: { readonly info: Out<'app.info'> }): ReactElement => {
  const text = useText()
  const settings = useVaultQuery('settings.get', {})
  const vault = useVaultQuery('vault.status', {})
  const readOnly = vault.data?.state === 'rescue'
  return (
    <Panel label={text('nav.settings')}>
      <div className={styles['page']}>
        <PanelHeader title={text('nav.settings')} />
        <div className={styles['sections']}>
          <FailureBanner failure={settings.error} />
          <PlaceWarning />
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
          <WipeSection isDisabled={readOnly} />
          <RetentionSection isDisabled={readOnly} />
          <VerifyVault />
          <Releases />
          <About info={info} />
        </div>
      </div>
    </Panel>
  )
}
