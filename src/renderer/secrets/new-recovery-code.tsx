import { useState } from 'react'
import type { ReactElement } from 'react'
import { useAction } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { PassphraseForm } from './passphrase-form.tsx'
import { RecoverySheet } from './recovery-sheet.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DialogActions } from '../ui/dialog-actions.tsx'
import { useToast } from '../ui/toast.tsx'

/**
 * Draws a new recovery code, shows its sheet, and makes the code valid once the user has proved a
 * copy and typed the passphrase. Until then the previous code stays valid, also after a crash.
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
  const [isOnPaper, setOnPaper] = useState(false)
  const draw = useAction('vault.drawRecoveryCode', { changes: false })
  const make = useAction('vault.newRecoveryCode', {
    onSuccess: () => {
      toast({ text: text('settings.recoveryDone') })
      close()
    },
  })
  const close = (): void => {
    draw.reset()
    make.reset()
    setOnPaper(false)
    onClose()
  }
  const code = draw.data?.recoveryCode ?? null
  return (
    <Dialog
      title={text('settings.newRecoveryTitle')}
      isOpen={isOpen}
      onClose={close}
      mustAnswer={make.isPending}
      ignoreEscape={code !== null}
    >
      {code === null && (
        <>
          <p>{text('settings.recoveryText')}</p>
          <FailureBanner failure={draw.error} />
          <DialogActions
            out={<Button onPress={close}>{text('common.cancel')}</Button>}
            main={
              <Button variant="primary" isPending={draw.isPending} onPress={() => draw.mutate({})}>
                {text('settings.drawRecovery')}
              </Button>
            }
          />
        </>
      )}
      {code !== null && !isOnPaper && (
        <RecoverySheet code={code} vaultName={vaultName} onDone={() => setOnPaper(true)} />
      )}
      {code !== null && isOnPaper && (
        <PassphraseForm
          act={make}
          submit={text('settings.makeRecovery')}
          pending={text('settings.makingRecovery')}
          onSubmit={(credential) => make.mutate({ ...credential, code })}
          onCancel={close}
        >
          <p>{text('settings.recoveryValid')}</p>
          <p>{text('settings.newKey')}</p>
        </PassphraseForm>
      )}
    </Dialog>
  )
}
