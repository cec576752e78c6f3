import type { ReactElement } from 'react'
import { useAction } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { PassphraseForm } from '../../secrets/passphrase-form.tsx'
import { RecoverySheet } from '../../secrets/recovery-sheet.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'

/**
 * Makes a new recovery code and shows its sheet; the user must confirm the sheet before it closes.
 */
export const NewRecoveryCode = ({
  vaultName,
  isOpen,
  onClose,
}: {
  readonly vaultName: string
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const make = useAction('vault.newRecoveryCode')
  const close = (): void => {
    make.reset()
    onClose()
  }
  return (
    <Dialog
      title={text('settings.newRecoveryTitle')}
      isOpen={isOpen}
      onClose={close}
      mustAnswer={make.isSuccess || make.isPending}
      ignoreEscape={make.isSuccess || make.isPending}
    >
      {make.isSuccess ? (
        <RecoverySheet
          code={make.data.recoveryCode}
          vaultName={vaultName}
          onDone={() => {
            toast({ text: text('settings.recoveryDone') })
            close()
          }}
        />
      ) : (
        <PassphraseForm
          act={make}
          submit={text('settings.makeRecovery')}
          pending={text('settings.makingRecovery')}
          onSubmit={make.mutate}
          onCancel={close}
        >
          <p>{text('settings.recoveryText')}</p>
          <p>{text('settings.newKey')}</p>
        </PassphraseForm>
      )}
    </Dialog>
  )
}
