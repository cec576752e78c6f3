import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import { useAct } from '../bridge.ts'
import { FailureBanner } from '../failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { KeyFile } from '../secrets/key-file.tsx'
import type { ChosenFile } from '../secrets/key-file.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FormActs } from '../ui/form-acts.tsx'
import { Progress } from '../ui/progress.tsx'
import { SecretField } from '../ui/secret-field.tsx'
import styles from './duress.module.css'
import { DuressLimits } from './limits.tsx'
import { WouldHappen } from './would-happen.tsx'
import type { DuressAct } from './would-happen.tsx'

const Form = ({
  act,
  onClose,
}: {
  readonly act: DuressAct
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const field = useRef<HTMLInputElement>(null)
  const [missing, setMissing] = useState(false)
  const [keyFile, setKeyFile] = useState<ChosenFile>(null)
  const rehearse = useAct('duress.rehearse', { changes: false })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (rehearse.isPending) return
    const passphrase = field.current?.value ?? ''
    setMissing(passphrase === '')
    if (passphrase === '') field.current?.focus()
    else rehearse.mutate({ act, passphrase, keyFile: keyFile?.token ?? null })
  }
  if (rehearse.data !== undefined) {
    return (
      <div className={styles['form']}>
        <Banner tone="info" announce title={text('duress.would')} />
        <WouldHappen act={act} inventory={rehearse.data} />
        <DuressLimits />
        <div className={styles['acts']}>
          <Button variant="primary" autoFocus onPress={onClose}>
            {text('common.close')}
          </Button>
        </div>
      </div>
    )
  }
  const isWrong = rehearse.error?.code === 'wrong-passphrase'
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p>{text(`duress.rehearseAbout.${act}`)}</p>
      <SecretField
        ref={field}
        name="passphrase"
        label={text(act === 'wipe' ? 'duress.words' : 'unlock.passphrase')}
        error={missing ? text('unlock.needed') : undefined}
        autoFocus
        isDisabled={rehearse.isPending}
        onInput={() => {
          setMissing(false)
          if (rehearse.isError) rehearse.reset()
        }}
      />
      <KeyFile value={keyFile} onChange={setKeyFile} isDisabled={rehearse.isPending} />
      {isWrong ? (
        <Banner tone="danger" announce title={text(`duress.notIt.${act}`)}>
          <p>{text('duress.notItText')}</p>
        </Banner>
      ) : (
        <FailureBanner refusal={rehearse.error} />
      )}
      {rehearse.isPending && <Progress label={text('duress.rehearsing')} />}
      <FormActs
        submit={text('duress.rehearseNow')}
        isPending={rehearse.isPending}
        onCancel={onClose}
      />
    </form>
  )
}

/** What an act would do now, once the person has shown that they remember what does it. */
export const RehearseDialog = ({
  act,
  isOpen,
  onClose,
}: {
  readonly act: DuressAct
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
