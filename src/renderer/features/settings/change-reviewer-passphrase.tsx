import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useAction } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ChangeKeyPassphrase } from './change-key-passphrase.tsx'

type ChangedReviewer = Out<'reviewers.list'>['reviewers'][number]

const Form = ({
  reviewer: { key, name },
  onClose,
}: {
  readonly reviewer: ChangedReviewer
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const change = useAction('reviewers.changePassphrase', {
    onSuccess: () => {
      toast({ text: text('settings.changed') })
      onClose()
    },
  })
  return (
    <ChangeKeyPassphrase
      name="current-reviewer-passphrase"
      words={{
        current: text('reviewers.passphraseOf', { name }),
        wrong: text('reviewers.wrongPassphrase'),
        next: text('reviewers.newPassphrase'),
      }}
      failure={change.error}
      isPending={change.isPending}
      onChange={(given, clear) => change.mutate({ reviewer: key, ...given }, { onSuccess: clear })}
      onCancel={onClose}
    />
  )
}

/** Changes the passphrase of a second reader's key; the key stays the same. */
export const ChangeReviewerPassphrase = ({
  reviewer,
  onClose,
}: {
  readonly reviewer: ChangedReviewer | null
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog
      title={text('reviewers.changeTitle', { name: reviewer?.name ?? '' })}
      isOpen={reviewer !== null}
      onClose={onClose}
    >
      {reviewer !== null && <Form reviewer={reviewer} onClose={onClose} />}
    </Dialog>
  )
}
