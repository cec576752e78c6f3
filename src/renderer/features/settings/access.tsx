import { useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { Button } from '../../ui/button.tsx'
import { ChangePassphrase } from './change-passphrase.tsx'
import { CodeAtDesk } from './code-at-desk.tsx'
import { NewRecoveryCode } from './new-recovery-code.tsx'
import { Section, SettingLine } from './section.tsx'

/** What opens the vault: passphrase, key file and recovery code. */
export const Access = ({
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
