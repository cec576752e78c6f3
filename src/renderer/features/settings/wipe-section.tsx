import { useState } from 'react'
import type { ReactElement } from 'react'
import { useVaultQuery, useAction } from '../../data/bridge.ts'
import { DryRunDialog } from '../../wipe/dry-run-dialog.tsx'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { Button } from '../../ui/button.tsx'
import { useView } from '../../app/view-state.ts'
import { Section, SettingLine } from './section.tsx'
import { SetWipe } from './set-wipe.tsx'
import { PassphraseForm } from '../../secrets/passphrase-form.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { DialogState } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'

const Form = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const remove = useAction('wipe.remove', {
    onSuccess: () => {
      toast({ text: text('wipe.removeDone') })
      onClose()
    },
  })
  return (
    <PassphraseForm
      act={remove}
      submit={text('wipe.removeNow')}
      pending={text('wipe.removing')}
      onSubmit={remove.mutate}
      onCancel={onClose}
    >
      <p>{text('wipe.removeText')}</p>
      <p>{text('settings.newKey')}</p>
    </PassphraseForm>
  )
}

/** Removes the wipe passphrase from the vault. */
const RemoveWipe = ({ isOpen, onClose }: DialogState): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('wipe.removeTitle')} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}

/**
 * For a search, an arrest or a border: the panic lock, the wipe passphrase, and the border view.
 */
export const WipeSection = ({ isDisabled }: { readonly isDisabled: boolean }): ReactElement => {
  const text = useText()
  const { go } = useView()
  const { data, error } = useVaultQuery('wipe.status', {})
  const [open, setOpen] = useState<'set' | 'remove' | 'dryRun' | null>(null)
  const close = (): void => setOpen(null)
  const wipe = data?.wipe ?? null
  const maySet = !isDisabled && data !== undefined
  useCommands({
    'palette.setWipe': maySet && (() => setOpen('set')),
    'palette.removeWipe': maySet && wipe !== null && (() => setOpen('remove')),
    'wipe.dryRun.wipe': maySet && wipe !== null && (() => setOpen('dryRun')),
  })
  const about = wipe === null ? 'wipe.none' : wipe.keyFile ? 'wipe.isSetKeyFile' : 'wipe.isSet'
  return (
    <Section title={text('wipe.title')} anchor="wipe" isDangerous>
      <FailureBanner failure={error} />
      <SettingLine
        title={text('wipe.panic')}
        about={text('wipe.panicText')}
        more={text('wipe.panicMore')}
      />
      <SettingLine title={text('wipe.passphrase')} about={text(about)}>
        {wipe !== null && (
          <Button isDisabled={isDisabled} onPress={() => setOpen('remove')}>
            {text('wipe.remove')}
          </Button>
        )}
        <Button isDisabled={isDisabled || data === undefined} onPress={() => setOpen('set')}>
          {text(wipe === null ? 'wipe.set' : 'wipe.change')}
        </Button>
      </SettingLine>
      <SettingLine title={text('wipe.dryRunTitle')} about={text('wipe.dryRunText')}>
        <Button isDisabled={wipe === null} onPress={() => setOpen('dryRun')}>
          {text('wipe.dryRun')}
        </Button>
      </SettingLine>
      <SettingLine title={text('border.title')} about={text('border.about')}>
        <Button onPress={() => go('border')}>{text('border.open')}</Button>
      </SettingLine>
      <SetWipe isOpen={open === 'set'} onClose={close} />
      <RemoveWipe isOpen={open === 'remove'} onClose={close} />
      <DryRunDialog act="wipe" isOpen={open === 'dryRun'} onClose={close} />
    </Section>
  )
}
