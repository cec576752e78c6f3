import { useState } from 'react'
import type { ReactElement } from 'react'
import { useChangeSettings } from '../data/change-settings.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { NewRecoveryCode } from './new-recovery-code.tsx'
import { useLastGroup } from './recovery-sheet.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DialogActions } from '../ui/dialog-actions.tsx'
import { useToast } from '../ui/toast.tsx'
import shared from '../ui/shared.module.css'

const ConfirmCode = ({
  lastGroup,
  onNew,
  onClose,
}: {
  readonly lastGroup: string
  readonly onNew: () => void
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const save = useChangeSettings({
    onSuccess: () => {
      toast({ text: text('unlock.confirmed') })
      onClose()
    },
  })
  const { field, check } = useLastGroup(
    lastGroup,
    () => {
      if (!save.isPending) save.mutate({ recoveryConfirmed: true })
    },
    true,
  )
  return (
    <form className={shared['stack4']} onSubmit={check}>
      {field}
      <p className={shared['quiet']}>{text('unlock.confirmText')}</p>
      <FailureBanner failure={save.error} />
      <DialogActions
        out={<Button onPress={onClose}>{text('common.cancel')}</Button>}
        also={<Button onPress={onNew}>{text('settings.newRecovery')}</Button>}
        main={
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {text('unlock.sheetDone')}
          </Button>
        }
      />
    </form>
  )
}

/**
 * Asks for the proof that was put off when the vault was made. Once the vault was locked, nothing
 * knows the code any more, and only a new one can be confirmed.
 */
export const RecoveryCheck = ({
  lastGroup,
  vaultName,
  onClose,
}: {
  /** Of the code that this window has shown; null: the vault was locked since. */
  readonly lastGroup: string | null
  readonly vaultName: string
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const [isNew, setNew] = useState(false)
  if (lastGroup === null || isNew) {
    return <NewRecoveryCode vaultName={vaultName} isOpen onClose={onClose} />
  }
  return (
    <Dialog title={text('unlock.confirmTitle')} isOpen onClose={onClose}>
      <ConfirmCode lastGroup={lastGroup} onNew={() => setNew(true)} onClose={onClose} />
    </Dialog>
  )
}
