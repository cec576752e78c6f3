import type { ReactElement } from 'react'
import { useAct } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { PassphraseAndReason } from '../../secrets/passphrase-and-reason.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './settings.module.css'

const Body = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const open = useAct('identity.openKey', { onSuccess: onClose })
  return (
    <div className={styles['form']}>
      <p className={styles['about']}>{text('identity.openKeyText')}</p>
      <PassphraseAndReason
        submit={text('identity.openKeyNow')}
        refusal={open.error}
        isPending={open.isPending}
        onSubmit={(given) => open.mutate(given)}
        onCancel={onClose}
      />
    </div>
  )
}

/** Opens the desk's key for ten minutes, so that names are warned of and keys can change. */
export const OpenIdentityKey = ({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('identity.openKeyTitle')} isOpen={isOpen} onClose={onClose}>
      <Body onClose={onClose} />
    </Dialog>
  )
}
