import type { ReactElement } from 'react'
import { useAction } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import type { ChosenFile } from '../secrets/key-file.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import shared from '../ui/shared.module.css'
import styles from './backups.module.css'

/** Chooses a backup's file. */
export const BackupFileField = ({
  file,
  isMissing,
  isDisabled,
  onChoose,
}: {
  readonly file: ChosenFile
  /** The user continued without a file. */
  readonly isMissing: boolean
  readonly isDisabled: boolean
  readonly onChoose: (file: NonNullable<ChosenFile>) => void
}): ReactElement => {
  const text = useText()
  const choose = useAction('dialog.openBackup', {
    changes: false,
    onSuccess: ({ file: chosen }) => {
      if (chosen !== null) onChoose(chosen)
    },
  })
  return (
    <>
      <div role="group" aria-label={text('backup.file')} className={shared['line']}>
        <Icon name="import" size={16} />
        <span className={styles['fileName']}>{file?.name ?? text('backup.noFile')}</span>
        <Button
          size="small"
          isDisabled={isDisabled}
          isPending={choose.isPending}
          onPress={() => choose.mutate({})}
        >
          {text('backup.chooseFile')}
        </Button>
      </div>
      {isMissing && (
        <p role="alert" className={shared['error']}>
          {text('backup.fileNeeded')}
        </p>
      )}
      <FailureBanner failure={choose.error} />
    </>
  )
}
