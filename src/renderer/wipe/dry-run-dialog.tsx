import type { ReactElement } from 'react'
import { useAction } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { PassphraseForm } from '../secrets/passphrase-form.tsx'
import { DialogActions } from '../ui/dialog-actions.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import shared from '../ui/shared.module.css'
import { WipeLimits } from './limits.tsx'
import { DryRunResult } from './dry-run-result.tsx'
import type { WipeAction } from './dry-run-result.tsx'

const Form = ({
  act,
  onClose,
}: {
  readonly act: WipeAction
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const dryRun = useAction('wipe.dryRun', { changes: false })
  if (dryRun.data !== undefined) {
    return (
      <div className={shared['stack4']}>
        <Banner tone="info" announce title={text('wipe.would')} />
        <DryRunResult act={act} inventory={dryRun.data} />
        <WipeLimits tone="help" />
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
  const isWrong = dryRun.error?.code === 'wrong-passphrase'
  return (
    <PassphraseForm
      act={dryRun}
      label={text(act === 'wipe' ? 'wipe.words' : 'unlock.passphrase')}
      submit={text('wipe.dryRunNow')}
      pending={text('wipe.dryRunPending')}
      refused={
        isWrong ? (
          <FailureBanner failure={dryRun.error} title={text(`wipe.notIt.${act}`)}>
            <p>{text('wipe.notItText')}</p>
          </FailureBanner>
        ) : undefined
      }
      onSubmit={(credential) => dryRun.mutate({ act, ...credential })}
      onCancel={onClose}
    >
      <p>{text(`wipe.dryRunAbout.${act}`)}</p>
    </PassphraseForm>
  )
}

/** A dry run: what an action would do now, shown after the user has entered what triggers it. */
export const DryRunDialog = ({
  act,
  isOpen,
  onClose,
}: {
  readonly act: WipeAction
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text(`wipe.dryRun.${act}`)} isOpen={isOpen} onClose={onClose}>
      <Form act={act} onClose={onClose} />
    </Dialog>
  )
}
