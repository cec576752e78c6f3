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
import { useToast } from '../../ui/toast.tsx'

const Form = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const remove = useAction('duress.removeWipe', {
    onSuccess: () => {
      toast({ text: text('duress.removeDone') })
      onClose()
    },
  })
  return (
    <PassphraseForm
      act={remove}
      submit={text('duress.removeNow')}
      pending={text('duress.removing')}
      onSubmit={remove.mutate}
      onCancel={onClose}
    >
      <p>{text('duress.removeText')}</p>
      <p>{text('settings.newKey')}</p>
    </PassphraseForm>
  )
}

/** Removes the wipe passphrase from the vault. */
const RemoveWipe = ({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('duress.removeTitle')} isOpen={isOpen} onClose={onClose}>
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
  const { data, error } = useVaultQuery('duress.status', {})
  const [open, setOpen] = useState<'set' | 'remove' | 'rehearse' | null>(null)
  const close = (): void => setOpen(null)
  const wipe = data?.wipe ?? null
  const maySet = !isDisabled && data !== undefined
  useCommands({
    'palette.setWipe': maySet && (() => setOpen('set')),
    'palette.removeWipe': maySet && wipe !== null && (() => setOpen('remove')),
    'duress.rehearse.wipe': maySet && wipe !== null && (() => setOpen('rehearse')),
  })
  const about =
    wipe === null
      ? 'duress.wipeNone'
      : wipe.keyFile
        ? 'duress.wipeIsSetKeyFile'
        : 'duress.wipeIsSet'
  return (
    <Section title={text('duress.title')} anchor="duress">
      <FailureBanner failure={error} />
      <SettingLine title={text('duress.panic')} about={text('duress.panicText')}>
        {null}
      </SettingLine>
      <SettingLine title={text('duress.wipe')} about={text(about)}>
        {wipe !== null && (
          <Button isDisabled={isDisabled} onPress={() => setOpen('remove')}>
            {text('duress.remove')}
          </Button>
        )}
        <Button isDisabled={isDisabled || data === undefined} onPress={() => setOpen('set')}>
          {text(wipe === null ? 'duress.set' : 'duress.change')}
        </Button>
      </SettingLine>
      <SettingLine title={text('duress.rehearsal')} about={text('duress.rehearsalText')}>
        <Button isDisabled={wipe === null} onPress={() => setOpen('rehearse')}>
          {text('duress.rehearse')}
        </Button>
      </SettingLine>
      <SettingLine title={text('border.title')} about={text('border.about')}>
        <Button onPress={() => go('border')}>{text('border.open')}</Button>
      </SettingLine>
      <SetWipe isOpen={open === 'set'} onClose={close} />
      <RemoveWipe isOpen={open === 'remove'} onClose={close} />
      <DryRunDialog act="wipe" isOpen={open === 'rehearse'} onClose={close} />
    </Section>
  )
}
