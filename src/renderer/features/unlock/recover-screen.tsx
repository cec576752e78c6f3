import { useEffect, useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useAction } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { isFocusLost } from '../../ui/focus.ts'
import { SecretField } from '../../ui/secret-field.tsx'
import { useTask } from '../../data/use-task.ts'
import { Frame } from './frame.tsx'
import { KeyProgress } from './key-progress.tsx'
import { KeyFile } from '../../secrets/key-file.tsx'
import type { ChosenFile } from '../../secrets/key-file.tsx'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import shared from '../../ui/shared.module.css'

/** A vault that opens read-only keeps its passphrase: said before the user relies on the new one. */
const PassphraseNotSet = ({ onGoOn }: { readonly onGoOn: () => void }): ReactElement => {
  const text = useText()
  return (
    <Frame title={text('unlock.recoverTitle')}>
      <Banner tone="danger" title={text('unlock.notSet')} announce>
        <p>{text('unlock.notSetText')}</p>
      </Banner>
      <Button variant="primary" size="large" wide autoFocus onPress={onGoOn}>
        {text('unlock.notSetGoOn')}
      </Button>
    </Frame>
  )
}

/** Unlocks with the recovery code and sets a new passphrase in the same step. */
export const RecoverScreen = ({
  onOpen,
  onBack,
}: {
  readonly onOpen: (state: Out<'vault.status'>) => void
  readonly onBack: () => void
}): ReactElement => {
  const text = useText()
  const code = useRef<HTMLInputElement>(null)
  const passphrase = useRef<NewPassphraseHandle>(null)
  const [keyFile, setKeyFile] = useState<ChosenFile>(null)
  const [missing, setMissing] = useState(false)
  const task = useTask()
  const recover = useAction('vault.recover', {
    changes: false,
    onSuccess: (opened) => {
      if (opened.state !== 'rescue') onOpen(opened)
    },
    onSettled: task.end,
  })
  // The field is enabled again only after this render. Do not take the focus from another part of
  // the window.
  useEffect(() => {
    const field = code.current
    if (!recover.isError || field === null) return
    const isHere = isFocusLost() || field.form?.contains(document.activeElement) === true
    if (!isHere) return
    field.focus()
    field.select()
  }, [recover.isError])

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (recover.isPending) return
    const typed = code.current?.value ?? ''
    const next = passphrase.current?.read() ?? null
    setMissing(typed.trim() === '')
    if (typed.trim() === '') code.current?.focus()
    else if (next !== null) {
      recover.mutate({
        task: task.begin(),
        code: typed,
        passphrase: next,
        keyFile: keyFile?.token ?? null,
      })
    }
  }

  if (recover.data?.state === 'rescue') {
    const opened = recover.data
    return <PassphraseNotSet onGoOn={() => onOpen(opened)} />
  }

  return (
    <Frame
      title={text('unlock.recoverTitle')}
      lead={text('unlock.recoverText')}
      onBack={{ label: text('unlock.backToUnlock'), run: onBack, isDisabled: recover.isPending }}
    >
      <form className={shared['stack4']} onSubmit={submit}>
        <SecretField
          ref={code}
          isCode
          name="recovery-code"
          label={text('unlock.code')}
          description={text('unlock.codeText')}
          error={missing ? text('unlock.codeNeeded') : undefined}
          autoFocus
          isDisabled={recover.isPending}
          onInput={() => {
            setMissing(false)
            if (recover.isError) recover.reset()
          }}
        />
        <NewPassphrase
          ref={passphrase}
          label={text('unlock.passphraseNew')}
          isDisabled={recover.isPending}
        />
        <KeyFile
          value={keyFile}
          onChange={setKeyFile}
          canCreate
          explain
          isDisabled={recover.isPending}
        />
        <FailureBanner failure={recover.error} />
        <Button type="submit" variant="primary" size="large" wide isPending={recover.isPending}>
          {text('unlock.recover')}
        </Button>
        {recover.isPending && (
          <KeyProgress
            label={text('unlock.opening')}
            updated={task.progress}
            changesKey
            onCancel={task.cancel}
          />
        )}
      </form>
    </Frame>
  )
}
