import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { Source } from '../../../shared/records.ts'
import { useAction } from '../../data/bridge.ts'
import { FailureBanner, useMissedFailure } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { Banner } from '../../ui/banner.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import shared from '../../ui/shared.module.css'

const mostNames = 10

/** One name per line. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const Form = ({
  source,
  isOpen,
  onClose,
}: {
  readonly source: Source
  /** False while closing. */
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  // Typed text stays in the elements and never becomes React state.
  const name = useRef<HTMLInputElement>(null)
  const otherNames = useRef<HTMLTextAreaElement>(null)
  const contact = useRef<HTMLTextAreaElement>(null)
  const note = useRef<HTMLTextAreaElement>(null)
  const [fault, setFault] = useState<'name' | 'others' | null>(null)
  const missed = useMissedFailure(isOpen)
  const save = useAction('sources.save', {
    onSuccess: () => toast({ text: text('identity.sealed') }),
    // The typed text is secret and discarded with the form; the toast at least says that it was not
    // sealed.
    onError: missed,
  })

  // Text typed after the submit would not be in the seal.
  const isSealing = save.isPending

  // A field marked invalid would block the form.
  const unfault = (): void => setFault(null)

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (isSealing) return
    const given = name.current?.value.trim() ?? ''
    const others = linesOf(otherNames.current?.value ?? '')
    const tooMany = others.length > mostNames || others.some((line) => line.length > limits.name)
    setFault(given === '' ? 'name' : tooMany ? 'others' : null)
    if (given === '') name.current?.focus()
    else if (tooMany) otherNames.current?.focus()
    if (given === '' || tooMany) return
    const { id, rev, content } = source
    const identity = {
      name: given,
      otherNames: others,
      contact: contact.current?.value ?? '',
      note: note.current?.value ?? '',
    }
    // Not called after unmount: another dialog may be open by then.
    save.mutate({ id, rev, content, identity }, { onSuccess: onClose })
  }

  return (
    <form className={shared['stack4']} onSubmit={submit}>
      <Banner icon="sealed" title={text('identity.once')}>
        <p>{text('identity.onceText')}</p>
      </Banner>
      <TextField
        ref={name}
        label={text('identity.name')}
        isRequired
        maxLength={limits.name}
        isReadOnly={isSealing}
        error={fault === 'name' ? text('identity.nameNeeded') : undefined}
        onChange={unfault}
        autoFocus
      />
      <TextArea
        ref={otherNames}
        label={text('identity.otherNames')}
        description={text('identity.otherNamesHint')}
        error={fault === 'others' ? text('identity.tooManyNames') : undefined}
        isReadOnly={isSealing}
        onChange={unfault}
        rows={2}
      />
      <TextArea
        ref={contact}
        label={text('identity.contact')}
        description={text('identity.contactHint')}
        maxLength={limits.reason}
        isReadOnly={isSealing}
        rows={2}
      />
      <TextArea
        ref={note}
        label={text('identity.note')}
        maxLength={limits.reason}
        isReadOnly={isSealing}
        rows={2}
      />
      <FailureBanner failure={save.error} />
      <FormActions
        submit={text('identity.sealNow')}
        icon="sealed"
        isPending={isSealing}
        onCancel={onClose}
      />
    </form>
  )
}

/** Seals the identity of a source, replacing the previous one. */
export const SealIdentity = ({
  source,
  isOpen,
  onClose,
}: {
  readonly source: Source
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const title = text('identity.sealTitle', { name: source.content.codeName })
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <Form source={source} isOpen={isOpen} onClose={onClose} />
    </Dialog>
  )
}
