import type { ReactElement } from 'react'
import { useAct } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { PassphraseForm } from '../../secrets/passphrase-form.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'

const Form = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const remove = useAct('duress.removeWipe', {
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
    </PassphraseForm>
  )
}

/** Takes the wipe passphrase out of the vault. */
export const RemoveWipe = ({
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
