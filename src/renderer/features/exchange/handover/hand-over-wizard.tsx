import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { In, Out } from '../../../../shared/contract.ts'
import { call, Refusal, useDesk } from '../../../bridge.ts'
import { useContactName } from '../../../contacts/use-contact-name.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useTask } from '../../../use-task.ts'
import { decisionsOf, undecided } from '../decisions.ts'
import { useView } from '../../../view-state.tsx'
import { choiceOf, StepWhat } from '../step-what.tsx'
import type { What } from '../step-what.tsx'
import { StepReview } from '../step-review.tsx'
import { WizardFrame } from '../wizard-frame.tsx'
import { HandedOver } from './handed-over.tsx'
import { StepContact } from './step-contact.tsx'
import { StepErase } from './step-erase.tsx'

const steps = {
  what: 'exchange.stepWhat',
  whom: 'exchange.stepWhom',
  review: 'exchange.stepReview',
  erase: 'handover.stepErase',
} as const

/** What, to whom, a last look at the file, and what is erased here. Only the last step acts. */
export const HandOverWizard = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  const client = useQueryClient()
  const { closeAll } = useView()
  const task = useTask()
  const [step, setStep] = useState<keyof typeof steps>('what')
  const [what, setWhat] = useState<What>({ kind: 'case', caseId: '', reportIds: new Set() })
  const [author, setAuthor] = useState('')
  const [decided, setDecided] = useState(undecided)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [result, setResult] = useState<Out<'handover.run'> | null>(null)
  // A second reader's passphrase is in it: kept out of React's state, and let go with the screen.
  const cosign = useRef<In<'handover.run'>['cosign']>(null)
  useEffect(
    () => () => {
      cosign.current = null
    },
    [],
  )
  const { data: contacts = [] } = useDesk('contacts.list', {})
  const verified = contacts.filter(({ state }) => state === 'verified')
  const contact = verified.find((one) => one.author === author)
  const name = contact === undefined ? '' : nameOf(contact)
  const input = { choice: choiceOf(what), ...decisionsOf(decided), purpose: '' }

  const run = async (): Promise<void> => {
    setRefusal(null)
    try {
      const { file } = await call('dialog.saveExport', {})
      if (file === null) return
      const done = await call('handover.run', {
        task: task.begin(),
        ...input,
        contact: author,
        folder: file,
        cosign: cosign.current,
      })
      // Nothing of what was erased may stand in a view that was left open.
      if (done.erased !== null) closeAll()
      setResult(done)
    } catch (error) {
      const refused = error instanceof Refusal ? error : new Refusal('internal', '', [])
      setRefusal(refused)
      if (refused.code === 'wrong-passphrase') setStep('review')
    } finally {
      task.end()
      void client.invalidateQueries()
    }
  }

  return (
    <WizardFrame title={text('handover.title')} steps={steps} step={step} isDone={result !== null}>
      {result !== null ? (
        <HandedOver result={result} to={name} onDone={onClose} />
      ) : step === 'what' ? (
        <StepWhat
          value={what}
          onChange={setWhat}
          onNext={() => setStep('whom')}
          onCancel={onClose}
        />
      ) : step === 'whom' ? (
        <StepContact
          contacts={verified}
          value={author}
          onChange={setAuthor}
          onNext={() => setStep('review')}
          onBack={() => setStep('what')}
        />
      ) : step === 'review' ? (
        <StepReview
          choice={input.choice}
          recipients={contact === undefined ? [] : [contact.recipient]}
          contacts={contacts}
          purpose=""
          decided={decided}
          onDecide={setDecided}
          task={task}
          refusal={refusal}
          act={text('exchange.next')}
          onWrite={(given) => {
            cosign.current = given
            setRefusal(null)
            setStep('erase')
          }}
          onBack={() => setStep('whom')}
        />
      ) : (
        <StepErase
          input={{ ...input, contact: author }}
          to={name}
          task={task}
          refusal={refusal}
          onErase={() => void run()}
          onBack={() => setStep('review')}
        />
      )}
    </WizardFrame>
  )
}
