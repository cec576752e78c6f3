import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { call, useAction } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { MemoryNote } from '../../limits/memory-note.tsx'
import { PlaceWarning } from '../../limits/place-warning.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { useTask } from '../../data/use-task.ts'
import { Frame } from './frame.tsx'
import { KeyProgress } from './key-progress.tsx'
import { KeyFile } from '../../secrets/key-file.tsx'
import type { ChosenFile } from '../../secrets/key-file.tsx'
import { RecoverScreen } from './recover-screen.tsx'
import shared from '../../ui/shared.module.css'
import styles from './unlock.module.css'

const dayMs = 86_400_000
/** The app has no network and so no updates: it reports its own age. */
const oldAfterDays = 60

const ageInDays = (builtDay: string): number =>
  Math.floor((Date.now() - Date.parse(`${builtDay}T00:00:00Z`)) / dayMs)

/** Passphrase and optional key file, and the recovery for users without one of them. */
export const UnlockScreen = ({
  info,
  onOpen,
}: {
  readonly info: Out<'app.info'>
  readonly onOpen: (state: Out<'vault.status'>) => void
}): ReactElement => {
  const text = useText()
  const field = useRef<HTMLInputElement>(null)
  const [keyFile, setKeyFile] = useState<ChosenFile>(null)
  const [missing, setMissing] = useState(false)
  const [recovering, setRecovering] = useState(false)
  const chooseVault = useAction('dialog.chooseVault', { changes: false })
  const task = useTask()
  const unlock = useAction('vault.unlock', {
    changes: false,
    onSuccess: onOpen,
    onSettled: task.end,
    onError: () => {
      field.current?.focus()
      field.current?.select()
    },
  })

  if (recovering) {
    return <RecoverScreen onOpen={onOpen} onBack={() => setRecovering(false)} />
  }

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    // Also between the unlock and the first render of the vault.
    if (unlock.isPending || unlock.isSuccess) return
    const passphrase = field.current?.value ?? ''
    setMissing(passphrase === '')
    if (passphrase === '') field.current?.focus()
    else unlock.mutate({ task: task.begin(), passphrase, keyFile: keyFile?.token ?? null })
  }
  const days = ageInDays(info.builtDay)

  return (
    <Frame title={text('unlock.unlockVault', { name: info.vaultName })}>
      {days >= oldAfterDays && <Banner tone="warn">{text('unlock.old', { days })}</Banner>}
      <PlaceWarning />
      <MemoryNote isNew={false} />
      <form className={shared['stack4']} onSubmit={submit}>
        <SecretField
          ref={field}
          name="passphrase"
          label={text('unlock.passphrase')}
          error={missing ? text('unlock.needed') : undefined}
          autoFocus
          onInput={() => {
            setMissing(false)
            // If this fails, the unlock only takes a moment longer.
            call('vault.typing', {}).catch(() => undefined)
            if (unlock.isError) unlock.reset()
          }}
        />
        <KeyFile value={keyFile} onChange={setKeyFile} isDisabled={unlock.isPending} />
        <FailureBanner failure={unlock.error ?? chooseVault.error} />
        <Button type="submit" variant="primary" size="large" wide isPending={unlock.isPending}>
          {text('unlock.unlock')}
        </Button>
        {unlock.isPending && (
          <KeyProgress
            label={text('unlock.opening')}
            updated={task.progress}
            onCancel={task.cancel}
          />
        )}
        <div className={styles['apart']}>
          <Button
            variant="quiet"
            size="small"
            isDisabled={unlock.isPending}
            onPress={() => setRecovering(true)}
          >
            {text('unlock.forgot')}
          </Button>
          <Button
            variant="quiet"
            size="small"
            isDisabled={unlock.isPending}
            onPress={() => chooseVault.mutate({})}
          >
            {text('unlock.openOther')}
          </Button>
        </div>
      </form>
    </Frame>
  )
}
