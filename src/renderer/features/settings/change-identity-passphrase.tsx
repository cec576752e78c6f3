import type { ReactElement } from 'react'
import { useAction } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { DialogState } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ChangeKeyPassphrase } from './change-key-passphrase.tsx'

const Form = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const change = useAction('identity.changePassphrase', {
    onSuccess: () => {
      toast({ text: text('settings.changed') })
      onClose()
    },
  })
  return (
    <ChangeKeyPassphrase
      name="current-identity-passphrase"
      words={{
        current: text('identity.passphrase'),
        wrong: text('identity.wrongPassphrase'),
        next: text('identity.newPassphrase'),
      }}
      failure={change.error}
      isPending={change.isPending}
      onChange={(given, clear) => change.mutate(given, { onSuccess: clear })}
      onCancel={onClose}
    />
  )
}

/** Changes the passphrase of the desk's secret key. */
export const ChangeIdentityPassphrase = ({ isOpen, onClose }: DialogState): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('identity.changeTitle')} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}
