import { useRef } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { BackupFailure } from '../../backups/backup-failure.tsx'
import { BrokenFiles } from '../../backups/broken-files.tsx'
import { BackupSourceFields } from '../../backups/backup-source.tsx'
import type { BackupSourceHandle } from '../../backups/backup-source.tsx'
import { useAction } from '../../data/bridge.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { DialogState } from '../../ui/dialog.tsx'
import { FormActions, RunningAction } from '../../ui/form-actions.tsx'
import { useTask } from '../../data/use-task.ts'
import shared from '../../ui/shared.module.css'
import tables from './settings.module.css'

type BackupTestResult = Out<'backups.test'>

const parts = ['records', 'revisions', 'journalLines', 'attachments'] as const

const Tested = ({
  found,
  onClose,
}: {
  readonly found: BackupTestResult
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const origin = !found.known
    ? 'backup.unknown'
    : found.asNoted
      ? 'backup.asNoted'
      : 'backup.notAsNoted'
  return (
    <div className={shared['stack4']}>
      <Banner
        tone={found.held ? 'done' : 'danger'}
        announce
        title={text(found.held ? 'backup.held' : 'backup.notHeld', { day: format.day(found.day) })}
      >
        <p>{text(origin)}</p>
        {!found.held && <p>{text('backup.notHeldText', { faults: found.faults })}</p>}
      </Banner>
      <BrokenFiles count={found.brokenAttachments} />
      <table className={tables['table']}>
        <thead>
          <tr>
            <th scope="col">{text('backup.what')}</th>
            <th scope="col">{text('backup.expected')}</th>
            <th scope="col">{text('backup.found')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part}>
              <th scope="row">{text(`backup.part.${part}`)}</th>
              <td>{format.number(found[part].expected)}</td>
              <td>{format.number(found[part].found)}</td>
            </tr>
          ))}
        </tbody>
      </table>
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

const Form = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const task = useTask()
  const source = useRef<BackupSourceHandle>(null)
  const test = useAction('backups.test', {
    onSuccess: () => source.current?.clear(),
    onSettled: task.end,
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (test.isPending) return
    const read = source.current?.read() ?? null
    if (read !== null) test.mutate({ task: task.begin(), ...read })
  }
  if (test.isSuccess) return <Tested found={test.data} onClose={onClose} />
  return (
    <form className={shared['stack4']} onSubmit={submit}>
      <p className={shared['quiet']}>{text('backup.testText')}</p>
      <BackupSourceFields
        ref={source}
        withOwn
        isDisabled={test.isPending}
        onInput={() => test.reset()}
      />
      <BackupFailure failure={test.error} />
      {test.isPending ? (
        <RunningAction
          label={text('backup.testing')}
          progress={task.progress}
          onCancel={task.cancel}
        />
      ) : (
        <FormActions submit={text('backup.testNow')} isPending={false} onCancel={onClose} />
      )}
    </form>
  )
}

/** Opens a backup as a restore would, and shows its content in numbers. */
export const TestBackup = ({ isOpen, onClose }: DialogState): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('backup.testDialog')} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}
