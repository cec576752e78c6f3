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
import { DryRunResult } from './would-happen.tsx'
import type { WipeAction } from './would-happen.tsx'

const Form = ({
  act,
  onClose,
}: {
  readonly act: WipeAction
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const rehearse = useAction('duress.rehearse', { changes: false })
  if (rehearse.data !== undefined) {
    return (
      <div className={shared['stack4']}>
        <Banner tone="info" announce title={text('duress.would')} />
        <DryRunResult act={act} inventory={rehearse.data} />
        <WipeLimits />
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
  const isWrong = rehearse.error?.code === 'wrong-passphrase'
  return (
    <PassphraseForm
      act={rehearse}
      label={text(act === 'wipe' ? 'duress.words' : 'unlock.passphrase')}
      submit={text('duress.rehearseNow')}
      pending={text('duress.rehearsing')}
      refused={
        isWrong ? (
          <FailureBanner failure={rehearse.error} title={text(`duress.notIt.${act}`)}>
            <p>{text('duress.notItText')}</p>
          </FailureBanner>
        ) : undefined
      }
      onSubmit={(credential) => rehearse.mutate({ act, ...credential })}
      onCancel={onClose}
    >
      <p>{text(`duress.rehearseAbout.${act}`)}</p>
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
    <Dialog title={text(`duress.rehearse.${act}`)} isOpen={isOpen} onClose={onClose}>
      <Form act={act} onClose={onClose} />
    </Dialog>
  )
}
