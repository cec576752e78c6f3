import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { In, Out } from '../../../../shared/contract.ts'
import { call, useVaultQuery } from '../../../data/bridge.ts'
import { useContactName } from '../../../contacts/use-contact-name.ts'
import { useText } from '../../../i18n/use-text.ts'
import { formKind, useDiscardForms, useHasDraft, useFormDraft } from '../../../data/form-store.tsx'
import { readAgain } from '../../../data/query-client.ts'
import { useToast } from '../../../ui/toast.tsx'
import { useIsShown } from '../../../data/use-is-shown.ts'
import { decisionsOf, undecided } from '../decisions.ts'
import type { ReviewDecisions } from '../decisions.ts'
import { useUndo } from '../../../commands/undo.tsx'
import { useView } from '../../../app/view-state.ts'
import { choiceOf, keyOf, StepWhat, whatFrom, useLastAction, WizardFrame } from '../wizard.tsx'
import type { What, LastAction } from '../wizard.tsx'
import { StepReview } from '../step-review.tsx'
import { endingOf, HandedOver } from './handed-over.tsx'
import type { HandOverResult } from './handed-over.tsx'
import { StepContact } from './step-contact.tsx'
import { StepErase } from './step-erase.tsx'

const steps = {
  what: 'exchange.stepWhat',
  whom: 'exchange.stepWhom',
  review: 'exchange.stepReview',
  erase: 'handover.stepErase',
} as const

type HandOverForm = LastAction & {
  readonly step: keyof typeof steps
  readonly what: What
  readonly author: string
  readonly decided: ReviewDecisions
}

const handOverForms = formKind<HandOverForm>({ outlives: true })

/** Content, recipient, review of the file, and what is erased here. Only the last step acts. */
export const HandOverWizard = ({
  chosen,
  caseId,
  onClose,
}: {
  /** Reports selected before; empty to start with a case. */
  readonly chosen: readonly string[]
  /** The case selected before; null for none. */
  readonly caseId: string | null
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  const client = useQueryClient()
  const { closeAll, endExchange } = useView()
  const forgetForms = useDiscardForms()
  const { forget: forgetUndo } = useUndo()
  const isShown = useIsShown()
  const toast = useToast()
  const about = keyOf(chosen, caseId)
  const kept = useFormDraft(handOverForms, about, {
    step: 'what',
    what: whatFrom(chosen, caseId),
    author: '',
    decided: undecided,
    task: null,
  })
  const { content, change, forget } = kept
  const { what, author, decided } = content
  const [result, setResult] = useState<HandOverResult | null>(null)
  const { task, isBegun, failure, setFailure, begin } = useLastAction(kept, {
    isKept: useHasDraft(handOverForms, about),
    isTold: result !== null,
    onOver: onClose,
  })
  // The last step cannot be reopened unless it is running: the review and the signature are
  // repeated.
  const [reviewed, setReviewed] = useState<string | null>(null)
  const step = content.step === 'erase' && reviewed === null && !isBegun ? 'review' : content.step
  const go = (next: keyof typeof steps): void => change({ step: next })
  // Contains a second reader's passphrase: kept out of React state, and cleared on unmount.
  const cosign = useRef<In<'handover.run'>['cosign']>(null)
  useEffect(
    () => () => {
      cosign.current = null
    },
    [],
  )
  const { data: contacts = [] } = useVaultQuery('contacts.list', {})
  const verified = contacts.filter(({ state }) => state === 'verified')
  const contact = verified.find((one) => one.author === author)
  const name = contact === undefined ? '' : nameOf(contact)
  const input = { choice: choiceOf(what), ...decisionsOf(decided), purpose: '' }

  /** Reported also after the user leaves the view: records may have been erased. */
  const tellElsewhere = (done: Out<'handover.run'>): void => {
    const ending = endingOf(done)
    // Erased content must not stay in the query cache.
    if (ending !== 'kept') client.removeQueries({ type: 'inactive' })
    toast({
      tone: ending === 'done' ? 'done' : 'problem',
      text: text(`handover.${ending}Title`),
      more: <p>{done.fileName}</p>,
    })
  }

  const run = async (basedOn: string): Promise<void> => {
    // If the user leaves during the folder dialog, only the references of the screen are cleared.
    const signed = cosign.current
    const looked = reviewed
    if (looked === null || contact === undefined) return
    await begin(
      async (running, folder, folderName) => {
        const done = await call('handover.run', {
          task: running,
          reviewed: looked,
          basedOn,
          ...input,
          contact: author,
          folder,
          cosign: signed,
        })
        cosign.current = null
        setResult({ ...done, folder: folderName, recipient: contact.recipient })
        forget()
        endExchange(chosen)
        // Erased content, or content that may be erased, must not stay in an open view.
        if (done.erased !== null || done.refused === 'in-doubt') {
          closeAll()
          forgetForms()
          forgetUndo()
        }
        if (!isShown.current) tellElsewhere(done)
      },
      ({ code }) => {
        // Something changed since the review: show the review again.
        if (code === 'wrong-passphrase' || code === 'conflict') go('review')
      },
    )
    void readAgain(client)
  }

  return (
    <WizardFrame title={text('handover.title')} steps={steps} step={step} isDone={result !== null}>
      {result !== null ? (
        <HandedOver result={result} to={name} onDone={onClose} />
      ) : step === 'what' ? (
        <StepWhat
          title="handover.whatTitle"
          value={what}
          onChange={(next) => change({ what: next })}
          onNext={() => go('whom')}
          onCancel={() => {
            forget()
            onClose()
          }}
        />
      ) : step === 'whom' ? (
        <StepContact
          what={what}
          contacts={verified}
          value={author}
          onChange={(next) => change({ author: next })}
          onNext={() => go('review')}
          onBack={() => go('what')}
        />
      ) : step === 'review' ? (
        <StepReview
          choice={input.choice}
          recipients={contact === undefined ? [] : [contact.recipient]}
          purpose=""
          decided={decided}
          onDecide={(next) => change({ decided: next })}
          task={task}
          isBegun={isBegun}
          failure={failure}
          act="exchange.next"
          onWrite={(given, basedOn) => {
            cosign.current = given
            setFailure(null)
            setReviewed(basedOn)
            go('erase')
          }}
          onBack={() => go('whom')}
        />
      ) : (
        <StepErase
          input={{ ...input, contact: author }}
          to={name}
          task={task}
          isBegun={isBegun}
          failure={failure}
          onErase={(basedOn) => void run(basedOn)}
          onBack={() => go('review')}
        />
      )}
    </WizardFrame>
  )
}
