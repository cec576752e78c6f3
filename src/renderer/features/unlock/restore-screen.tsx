import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import { BackupFailure } from '../../backups/backup-failure.tsx'
import { BrokenFiles } from '../../backups/broken-files.tsx'
import { BackupSourceFields } from '../../backups/backup-source.tsx'
import type { BackupSourceHandle } from '../../backups/backup-source.tsx'
import { useAction } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { KeyFile } from '../../secrets/key-file.tsx'
import type { ChosenFile } from '../../secrets/key-file.tsx'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import { lastGroupOf, RecoverySheet } from '../../secrets/recovery-sheet.tsx'
import type { MadeVault } from '../../secrets/recovery-sheet.tsx'
import { Button } from '../../ui/button.tsx'
import { useFocusOnReturn } from '../../ui/focus.ts'
import { Progress } from '../../ui/progress.tsx'
import { useTask } from '../../data/use-task.ts'
import { Frame } from './frame.tsx'
import shared from '../../ui/shared.module.css'

/** Creates a vault in the empty folder from a backup, under a new passphrase. */
export const RestoreScreen = ({
  vaultName,
  onOpen,
  onBack,
}: {
  readonly vaultName: string
  readonly onOpen: (made: MadeVault) => void
  readonly onBack: () => void
}): ReactElement => {
  const text = useText()
  const task = useTask()
  const source = useRef<BackupSourceHandle>(null)
  const passphrase = useRef<NewPassphraseHandle>(null)
  const [keyFile, setKeyFile] = useState<ChosenFile>(null)
  const restore = useAction('vault.restore', {
    changes: false,
    onSuccess: () => {
      source.current?.clear()
      passphrase.current?.clear()
    },
    onSettled: task.end,
  })
  // The button is replaced by Cancel meanwhile.
  const again = useFocusOnReturn<HTMLButtonElement>(restore.isPending, restore.isError)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (restore.isPending) return
    const read = source.current?.read() ?? null
    if (read === null) return
    const next = passphrase.current?.read() ?? null
    if (next === null) return
    restore.mutate({
      task: task.begin(),
      ...read,
      newPassphrase: next,
      keyFile: keyFile?.token ?? null,
    })
  }
  if (restore.isSuccess) {
    return (
      <Frame title={text('unlock.sheetTitle')} lead={text('backup.restoredText')}>
        <BrokenFiles count={restore.data.brokenAttachments} />
        <RecoverySheet
          code={restore.data.recoveryCode}
          vaultName={vaultName}
          onDone={() => {
            const lastGroup = lastGroupOf(restore.data.recoveryCode)
            restore.reset()
            onOpen({ isEmpty: false, lastGroup, isConfirmed: true })
          }}
        />
      </Frame>
    )
  }
  return (
    <Frame
      title={text('backup.restoreTitle')}
      lead={text('backup.restoreText', { name: vaultName })}
      onBack={{ label: text('common.back'), run: onBack, isDisabled: restore.isPending }}
    >
      <form className={shared['stack4']} onSubmit={submit}>
        <BackupSourceFields
          ref={source}
          isDisabled={restore.isPending}
          onInput={() => restore.reset()}
        />
        <NewPassphrase
          ref={passphrase}
          label={text('unlock.passphraseNew')}
          isDisabled={restore.isPending}
        />
        <KeyFile
          value={keyFile}
          onChange={setKeyFile}
          canCreate
          explain
          isDisabled={restore.isPending}
        />
        <BackupFailure failure={restore.error} />
        {restore.isPending ? (
          <>
            <Progress label={text('backup.restoring')} value={task.progress} />
            <Button wide onPress={task.cancel}>
              {text('common.cancel')}
            </Button>
          </>
        ) : (
          <Button ref={again} type="submit" variant="primary" size="large" wide>
            {text('backup.restoreNow')}
          </Button>
        )}
      </form>
    </Frame>
  )
}
