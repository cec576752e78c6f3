import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { call, useAction } from '../../data/bridge.ts'
import { WipeLimits } from '../../wipe/limits.tsx'
import { DryRunResult } from '../../wipe/dry-run-result.tsx'
import type { Current } from '../../review/use-current.ts'
import { WhileCurrent } from '../../review/while-current.tsx'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { KeyFile } from '../../secrets/key-file.tsx'
import type { ChosenFile } from '../../secrets/key-file.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { Progress } from '../../ui/progress.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import shared from '../../ui/shared.module.css'

type MissingConfirmation = 'loss' | 'passphrase' | 'word' | null

type ShownInventory = Current<Out<'wipe.inventory'>> & {
  readonly last: Out<'wipe.inventory'>
}

const Form = ({
  current,
  last,
  error,
  onClose,
}: ShownInventory & { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const field = useRef<HTMLInputElement>(null)
  const [keyFile, setKeyFile] = useState<ChosenFile>(null)
  const [word, setWord] = useState('')
  const [isLossAccepted, setLossAccepted] = useState(false)
  const [missing, setMissing] = useState<MissingConfirmation>(null)
  const destroy = useAction('wipe.destroy', {
    changes: false,
    // Locking ends the window and its processes with everything in their memory.
    onSuccess: () => void call('app.lock', {}).catch(() => undefined),
    onError: () =>
      // After an interruption the vault may be closed already: then lock, so that nothing stays in
      // the window.
      void call('vault.status', {})
        .then(({ state }) => (state === 'open' || state === 'rescue' ? null : call('app.lock', {})))
        .catch(() => undefined),
  })
  const isCounting = current === undefined && error === null
  // A vault that can no longer be counted can still be destroyed, if the loss is accepted.
  const isOnlyCopy = error !== null || (last.handedOver === 0 && last.lastBackup === null)
  const expected = text('border.word')
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (destroy.isPending || isCounting) return
    const passphrase = field.current?.value ?? ''
    const lacks: MissingConfirmation =
      isOnlyCopy && !isLossAccepted
        ? 'loss'
        : passphrase === ''
          ? 'passphrase'
          : word.normalize('NFC').trim() === expected
            ? null
            : 'word'
    setMissing(lacks)
    if (lacks === 'passphrase') field.current?.focus()
    if (lacks !== null) return
    destroy.mutate({ passphrase, keyFile: keyFile?.token ?? null, isLossAccepted })
  }
  const isOver = destroy.isPending || destroy.isSuccess
  return (
    <form className={shared['stack4']} onSubmit={submit}>
      <Banner tone="danger" title={text('common.forGood')} />
      {isCounting && <Progress label={text('common.loading')} />}
      <WhileCurrent isCurrent={current !== undefined}>
        <DryRunResult act="destroy" inventory={last} />
      </WhileCurrent>
      <WipeLimits tone="help" />
      {isOnlyCopy && (
        <Checkbox
          isSelected={isLossAccepted}
          isDisabled={isOver}
          onChange={(selected) => {
            setLossAccepted(selected)
            setMissing(null)
          }}
        >
          {text('border.loss')}
        </Checkbox>
      )}
      {missing === 'loss' && (
        <p role="alert" className={shared['error']}>
          {text('border.lossNeeded')}
        </p>
      )}
      <SecretField
        ref={field}
        name="passphrase"
        label={text('unlock.passphrase')}
        error={missing === 'passphrase' ? text('unlock.needed') : undefined}
        isDisabled={isOver}
        onInput={() => {
          setMissing(null)
          if (destroy.isError) destroy.reset()
        }}
      />
      <KeyFile value={keyFile} onChange={setKeyFile} isDisabled={isOver} />
      <TextField
        label={text('border.type', { word: expected })}
        value={word}
        isDisabled={isOver}
        error={missing === 'word' ? text('border.typeNeeded', { word: expected }) : undefined}
        onChange={(typed) => {
          setWord(typed)
          setMissing(null)
        }}
      />
      <FailureBanner failure={destroy.error ?? error} />
      {isOver && <Progress label={text('border.destroying')} />}
      <FormActions
        danger
        submit={text('border.destroyNow')}
        isPending={isOver}
        isDisabled={isCounting}
        onCancel={onClose}
      />
    </form>
  )
}

/** Destroys a vault: what is destroyed, what is not, the passphrase, and a word to type. */
export const DestroyDialog = ({
  isOpen,
  onClose,
  ...inventory
}: ShownInventory & {
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('border.destroyTitle')} isOpen={isOpen} onClose={onClose} mustAnswer>
      <Form {...inventory} onClose={onClose} />
    </Dialog>
  )
}
