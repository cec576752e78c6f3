import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { In, Out } from '../../../shared/contract.ts'
import { BrokenFiles } from '../../backups/broken-files.tsx'
import { useAction, useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { formKind, useFormDraft } from '../../data/form-store.tsx'
import { KeysField } from '../../recipients/keys-field.tsx'
import { addressees, nobody } from '../../recipients/whom.ts'
import type { Whom } from '../../recipients/whom.ts'
import { CosignStep, useFourEyes } from '../../records/cosign.tsx'
import type { CosignHandle } from '../../records/cosign.tsx'
import { limits } from '../../records/limits.ts'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { DialogState } from '../../ui/dialog.tsx'
import { FormActions, RunningAction } from '../../ui/form-actions.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useIsShown } from '../../data/use-is-shown.ts'
import { useUndo } from '../../commands/undo.tsx'
import { useTask } from '../../data/use-task.ts'
import shared from '../../ui/shared.module.css'

type Target = In<'backups.make'>['target']

type BackupForm = {
  readonly kind: Target['kind']
  readonly whom: Whom
  readonly reason: string
}

const backupForms = formKind<BackupForm>()

const Made = ({
  made,
  onClose,
}: {
  readonly made: Out<'backups.make'>
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  return (
    <div className={shared['stack4']}>
      <Banner tone="done" announce title={text('backup.done')}>
        <p>{text('backup.doneText', { name: made.fileName, size: format.bytes(made.bytes) })}</p>
      </Banner>
      <BrokenFiles count={made.brokenAttachments} />
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
  const format = useFormat()
  const task = useTask()
  const passphrase = useRef<NewPassphraseHandle>(null)
  const { forget: forgetUndo } = useUndo()
  const { content, change, forget } = useFormDraft<BackupForm>(backupForms, 'new', {
    kind: 'passphrase',
    whom: nobody,
    reason: '',
  })
  const { kind, whom, reason } = content
  const second = useRef<CosignHandle>(null)
  const [tried, setTried] = useState(false)
  const isShown = useIsShown()
  const toast = useToast()
  const make = useAction('backups.make', {
    onSuccess: ({ fileName, bytes }) => {
      forget()
      // Making the backup erased records that only an undo could restore.
      forgetUndo()
      passphrase.current?.clear()
      if (isShown.current) return
      const said = text('backup.doneText', { name: fileName, size: format.bytes(bytes) })
      toast({ text: text('backup.done'), more: <p>{said}</p> })
    },
    onSettled: task.end,
  })
  const choose = useAction('dialog.saveExport', { changes: false })
  // A recipient can open everything, so only verified contacts are offered.
  const { data: contacts = [] } = useVaultQuery('contacts.list', {})
  const { data: self } = useVaultQuery('exchange.self', {})
  const verified = contacts.filter(({ state }) => state === 'verified')
  const read = addressees(whom, contacts, self === undefined ? [] : [self.hybrid, self.classic])
  const isPending = make.isPending || choose.isPending
  const { inForce, canSign } = useFourEyes()
  const needsSecond = inForce && kind === 'keys'
  const why = reason.trim()
  // The first attempt reports the broken attachment; submitting again makes the backup anyway.
  const isBroken = make.error?.code === 'broken-attachment'
  const target = (): Target | null => {
    if (kind === 'passphrase') {
      const typed = passphrase.current?.read() ?? null
      return typed === null ? null : { kind, passphrase: typed }
    }
    return read.ok && (read.unverified.length === 0 || whom.isConfirmed)
      ? { kind, recipients: [...read.recipients] }
      : null
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (isPending) return
    setTried(true)
    const chosen = target()
    const cosign = needsSecond ? (second.current?.read() ?? null) : null
    if (chosen === null || (kind === 'keys' && why === '')) return
    if (needsSecond && cosign === null) return
    choose.mutate(
      {},
      {
        onSuccess: ({ file }) => {
          if (file === null) return
          make.mutate({
            task: task.begin(),
            target: chosen,
            folder: file,
            unverified: whom.isConfirmed,
            ...(kind === 'keys' ? { reason: why, cosign } : {}),
            evenBroken: isBroken,
          })
        },
      },
    )
  }
  if (make.isSuccess) return <Made made={make.data} onClose={onClose} />
  const isOwn = make.error?.code === 'invalid'
  return (
    <form className={shared['stack4']} onSubmit={submit}>
      {kind === 'passphrase' ? (
        <Banner tone="warn" title={text('backup.holds')}>
          <p>{text('backup.holdsText')}</p>
        </Banner>
      ) : (
        // Without a second reader, the banner below says that this cannot go on.
        (!needsSecond || canSign) && (
          <Banner tone="danger" title={text('backup.fullCopy')}>
            <p>{text('backup.fullCopyText')}</p>
          </Banner>
        )
      )}
      <RadioGroup
        label={text('exchange.stepWhom')}
        value={kind}
        isDisabled={isPending}
        options={[
          {
            value: 'passphrase',
            label: text('backup.toWords'),
            description: text('backup.toWordsText'),
          },
          {
            value: 'keys',
            label: text('exchange.whomKeys'),
            description: text('backup.toKeysText'),
          },
        ]}
        onChange={(next) => {
          change({ kind: next })
          make.reset()
        }}
      />
      {kind === 'keys' ? (
        <>
          <KeysField
            contacts={verified}
            value={whom}
            read={read}
            tried={tried}
            isDisabled={isPending}
            tone="help"
            onChange={(next) => {
              change({ whom: next })
              make.reset()
            }}
          />
          <Banner tone="help" title={text('backup.holds')}>
            <p>{text('backup.holdsText')}</p>
          </Banner>
          <TextArea
            label={text('backup.why')}
            isRequired
            description={text('backup.whyHint')}
            error={tried && why === '' ? text('backup.whyMissing') : undefined}
            value={reason}
            maxLength={limits.reason}
            rows={2}
            isDisabled={isPending}
            onChange={(next) => change({ reason: next })}
          />
          {needsSecond && (
            <CosignStep
              ref={second}
              failure={make.error}
              isDisabled={isPending}
              onLeave={onClose}
            />
          )}
        </>
      ) : (
        <NewPassphrase ref={passphrase} label={text('backup.passphrase')} isDisabled={isPending} />
      )}
      <p className={shared['quiet']}>{text('backup.erases')}</p>
      {isOwn ? (
        <FailureBanner failure={make.error} title={text('backup.own')}>
          <p>{text('backup.ownText')}</p>
        </FailureBanner>
      ) : isBroken ? (
        <FailureBanner failure={make.error} tone="warn" title={text('backup.broken')}>
          <p>{text('backup.brokenText')}</p>
        </FailureBanner>
      ) : (
        <FailureBanner
          failure={make.error?.code === 'wrong-passphrase' ? null : (make.error ?? choose.error)}
        />
      )}
      {make.isPending ? (
        <RunningAction
          label={text('backup.making')}
          progress={task.progress}
          onCancel={task.cancel}
        />
      ) : (
        <FormActions
          submit={text(isBroken ? 'backup.evenBroken' : 'exchange.write')}
          isPending={isPending}
          isDisabled={needsSecond && !canSign}
          onCancel={() => {
            forget()
            onClose()
          }}
        />
      )}
    </form>
  )
}

/** Writes the whole vault into one encrypted file, in a folder that is chosen last. */
export const MakeBackup = ({ isOpen, onClose }: DialogState): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('backup.makeTitle')} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}
