import type { ReactElement } from 'react'
import { useAction } from '../data/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { Dialog } from '../ui/dialog.tsx'
import type { DialogState } from '../ui/dialog.tsx'
import { PassphraseAndReason } from './passphrase-and-reason.tsx'
import shared from '../ui/shared.module.css'

const Body = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const open = useAction('identity.openKey', { onSuccess: onClose })
  return (
    <div className={shared['stack4']}>
      <p className={shared['quiet']}>{text('identity.openKeyText')}</p>
      <PassphraseAndReason
        submit={text('identity.openKeyNow')}
        failure={open.error}
        isPending={open.isPending}
        onSubmit={(given) => open.mutate(given)}
        onCancel={onClose}
      />
    </div>
  )
}

/** Opens the desk's identity key for ten minutes, to detect names and change recipients. */
export const OpenIdentityKey = ({ isOpen, onClose }: DialogState): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('identity.openKeyTitle')} isOpen={isOpen} onClose={onClose}>
      <Body onClose={onClose} />
    </Dialog>
  )
}
