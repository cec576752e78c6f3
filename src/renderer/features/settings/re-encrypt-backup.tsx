import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import { BackupFailure } from '../../backups/backup-failure.tsx'
import { BackupFileField } from '../../backups/backup-file-field.tsx'
import { useAction } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import type { ChosenFile } from '../../secrets/key-file.tsx'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { DialogState } from '../../ui/dialog.tsx'
import { FormActions, RunningAction } from '../../ui/form-actions.tsx'
import { useTask } from '../../data/use-task.ts'
import shared from '../../ui/shared.module.css'

const Form = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const task = useTask()
  const passphrase = useRef<NewPassphraseHandle>(null)
  const [file, setFile] = useState<ChosenFile>(null)
  const [tried, setTried] = useState(false)
  const seal = useAction('backups.sealAnew', {
    onSuccess: () => passphrase.current?.clear(),
    onSettled: task.end,
  })
  const choose = useAction('dialog.saveExport', { changes: false })
  const isPending = seal.isPending || choose.isPending
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (isPending) return
    setTried(true)
    if (file === null) return
    const typed = passphrase.current?.read() ?? null
    if (typed === null) return
    choose.mutate(
      {},
      {
        onSuccess: ({ file: folder }) => {
          if (folder === null) return
          seal.mutate({ task: task.begin(), file: file.token, passphrase: typed, folder })
        },
      },
    )
  }
  if (seal.isSuccess) {
    const { fileName, bytes } = seal.data
    return (
      <div className={shared['stack4']}>
        <Banner tone="done" announce title={text('backup.sealedAnew')}>
          <p>{text('backup.sealedAnewText', { name: fileName, size: format.bytes(bytes) })}</p>
        </Banner>
        <DialogActions
          out={
            <Button variant="primary" autoFocus onPress={onClose}>
              {text('common.close')}
            </Button>
          }
        />
      </div>
    )
  }
  return (
    <form className={shared['stack4']} onSubmit={submit}>
      <Banner tone="warn" title={text('backup.sealAnewHolds')}>
        <p>{text('backup.sealAnewHoldsText')}</p>
      </Banner>
      <BackupFileField
        file={file}
        isMissing={tried && file === null}
        isDisabled={isPending}
        onChoose={(chosen) => {
          setFile(chosen)
          seal.reset()
        }}
      />
      <NewPassphrase ref={passphrase} label={text('backup.passphrase')} isDisabled={isPending} />
      {seal.error?.code === 'not-for-us' ? (
        <FailureBanner failure={seal.error} title={text('backup.notToUs')}>
          <p>{text('backup.notToUsText')}</p>
        </FailureBanner>
      ) : (
        <BackupFailure failure={seal.error} />
      )}
      <FailureBanner failure={choose.error} />
      {seal.isPending ? (
        <RunningAction
          label={text('backup.sealingAnew')}
          progress={task.progress}
          onCancel={task.cancel}
        />
      ) : (
        <FormActions submit={text('exchange.write')} isPending={isPending} onCancel={onClose} />
      )}
    </form>
  )
}

/** Re-encrypts a backup that a contact made to this vault's key, to a passphrase for them. */
export const ReEncryptBackup = ({ isOpen, onClose }: DialogState): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('backup.sealAnewTitle')} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}
