import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { Contact } from '../../../shared/contacts.ts'
import type { In } from '../../../shared/contract.ts'
import { call, useVaultQuery } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { formKind, useHasDraft, useFormDraft } from '../../data/form-store.tsx'
import { limits } from '../../records/limits.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { readAgain } from '../../data/query-client.ts'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useIsShown } from '../../data/use-is-shown.ts'
import { useView } from '../../app/view-state.ts'
import { decisionsOf, undecided } from './decisions.ts'
import type { ReviewDecisions } from './decisions.ts'
import { StepReview } from './step-review.tsx'
import {
  choiceOf,
  keyOf,
  StepWhat,
  whatFrom,
  useLastAction,
  WizardFrame,
  WizardSummary,
} from './wizard.tsx'
import { ReviewPage } from '../../review/review-page.tsx'
import { Written } from './written.tsx'
import type { WrittenFile } from './written.tsx'
import type { What, LastAction } from './wizard.tsx'
import { KeysField } from '../../recipients/keys-field.tsx'
import { addressees, nobody } from '../../recipients/whom.ts'
import type { Addressees, Whom } from '../../recipients/whom.ts'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import styles from './exchange.module.css'

const exportSteps = {
  what: 'exchange.stepWhat',
  whom: 'exchange.stepWhomWhy',
  review: 'exchange.stepCheckSave',
} as const

type ExportForm = LastAction & {
  readonly step: keyof typeof exportSteps
  readonly what: What
  readonly whom: Whom
  readonly purpose: string
  readonly decided: ReviewDecisions
}

const exportForms = formKind<ExportForm>({ outlives: true })

/**
 * Recipients by key, or a passphrase, which is passed on once and kept out of React state; and the
 * purpose.
 */
const StepWhom = ({
  what,
  value,
  onChange,
  purpose,
  onPurpose,
  onPassphrase,
  onNext,
  onBack,
  contacts,
  read,
}: {
  readonly what: What
  readonly purpose: string
  readonly onPurpose: (purpose: string) => void
  readonly contacts: readonly Contact[]
  /** The parsed `value`. */
  readonly read: Addressees
  readonly value: Whom
  readonly onChange: (value: Whom) => void
  readonly onPassphrase: (passphrase: string) => void
  readonly onNext: () => void
  readonly onBack: () => void
}): ReactElement => {
  const text = useText()
  const passphrase = useRef<NewPassphraseHandle>(null)
  const [tried, setTried] = useState(false)
  const unverified = read.ok ? read.unverified : []

  return (
    <form
      className={styles['wide']}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (value.kind === 'keys') {
          if (read.ok && (unverified.length === 0 || value.isConfirmed)) onNext()
          return
        }
        const typed = passphrase.current?.read() ?? null
        if (typed === null) return
        onPassphrase(typed)
        onNext()
      }}
    >
      <ReviewPage
        summary={
          <WizardSummary
            what={what}
            recipients={value.kind === 'passphrase' ? null : read.ok ? read.recipients : []}
            purpose={purpose.trim()}
          />
        }
        act={
          <DialogActions
            out={<CommandButton words="exchange.back" onPress={onBack} />}
            main={<CommandButton words="exchange.next" variant="primary" />}
          />
        }
      >
        <h1 className={styles['title']}>{text('exchange.whomTitle')}</h1>
        <RadioGroup
          label={text('exchange.whomTitle')}
          hideLabel
          value={value.kind}
          options={[
            {
              value: 'keys',
              label: text('exchange.whomKeys'),
              description: text('exchange.whomKeysText'),
            },
            {
              value: 'passphrase',
              label: text('exchange.whomPassphrase'),
              description: text('exchange.whomPassphraseText'),
            },
          ]}
          onChange={(kind) => onChange({ ...value, kind })}
        />
        {value.kind === 'keys' ? (
          <KeysField
            contacts={contacts}
            value={value}
            read={read}
            tried={tried}
            onChange={onChange}
          />
        ) : (
          <NewPassphrase ref={passphrase} label={text('exchange.passphrase')} />
        )}
        <TextArea
          label={text('exchange.purpose')}
          description={text('exchange.purposeHint')}
          placeholder={text('exchange.purposePlaceholder')}
          note={text('common.optional')}
          value={purpose}
          rows={2}
          maxLength={limits.reason}
          onChange={onPurpose}
        />
      </ReviewPage>
    </form>
  )
}

/**
 * Content, recipients, purpose, review, and then one file. Nothing is written before the last step.
 */
export const ExportWizard = ({
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
  const client = useQueryClient()
  const { endExchange } = useView()
  const isShown = useIsShown()
  const toast = useToast()
  const about = keyOf(chosen, caseId)
  const kept = useFormDraft(exportForms, about, {
    step: 'what',
    what: whatFrom(chosen, caseId),
    whom: nobody,
    purpose: '',
    decided: undecided,
    task: null,
  })
  const { content, change, forget } = kept
  const { what, whom, purpose, decided } = content
  const [result, setResult] = useState<WrittenFile | null>(null)
  const { task, isBegun, failure, begin } = useLastAction(kept, {
    isKept: useHasDraft(exportForms, about),
    isTold: result !== null,
    onOver: onClose,
  })
  // A passphrase is cleared with the screen on which it was typed: it is asked for again, unless
  // the file is being written.
  const [isAsked, setAsked] = useState(whom.kind === 'keys')
  const step = content.step === 'review' && !isAsked && !isBegun ? 'whom' : content.step
  const go = (next: keyof typeof exportSteps): void => change({ step: next })
  // Kept out of React state, which keeps old values, and cleared on unmount.
  const passphrase = useRef('')
  useEffect(
    () => () => {
      passphrase.current = ''
    },
    [],
  )

  const { data: contacts = [] } = useVaultQuery('contacts.list', {})
  const { data: self } = useVaultQuery('exchange.self', {})
  const ours = self === undefined ? [] : [self.hybrid, self.classic]
  const read = addressees(whom, contacts, ours)
  const recipients = whom.kind === 'keys' && read.ok ? read.recipients : null

  const write = async (cosign: In<'exports.write'>['cosign'], basedOn: string): Promise<void> => {
    // If the user leaves during the folder dialog, only the references of the screen are cleared.
    const target: In<'exports.write'>['target'] =
      recipients === null
        ? { kind: 'passphrase', passphrase: passphrase.current }
        : { kind: 'keys', recipients: [...recipients] }
    await begin(
      async (name, folder, folderName) => {
        const written = await call('exports.write', {
          task: name,
          basedOn,
          choice: choiceOf(what),
          ...decisionsOf(decided),
          target,
          purpose: purpose.trim(),
          unverified: whom.isConfirmed,
          folder,
          cosign,
        })
        passphrase.current = ''
        setResult({ ...written, folder: folderName })
        forget()
        endExchange(chosen)
        if (!isShown.current)
          toast({ text: text('exchange.doneTitle'), more: <p>{written.fileName}</p> })
        void readAgain(client)
      },
      // Something changed since the review: show the review again.
      () => void readAgain(client, { queryKey: ['exports.prepare'] }),
    )
  }

  return (
    <WizardFrame
      title={text('exchange.export')}
      steps={exportSteps}
      step={step}
      isDone={result !== null}
    >
      {result !== null ? (
        <Written result={result} recipients={recipients} onDone={onClose} />
      ) : step === 'what' ? (
        <StepWhat
          title="exchange.whatTitle"
          value={what}
          onChange={(next) => change({ what: next })}
          onNext={() => go('whom')}
          onCancel={() => {
            forget()
            onClose()
          }}
        />
      ) : step === 'whom' ? (
        <StepWhom
          what={what}
          contacts={contacts}
          read={read}
          purpose={purpose}
          onPurpose={(next) => change({ purpose: next })}
          value={whom}
          onChange={(next) => change({ whom: next })}
          onPassphrase={(typed) => {
            passphrase.current = typed
          }}
          onNext={() => {
            setAsked(true)
            go('review')
          }}
          onBack={() => go('what')}
        />
      ) : (
        <StepReview
          choice={choiceOf(what)}
          recipients={recipients}
          purpose={purpose.trim()}
          decided={decided}
          onDecide={(next) => change({ decided: next })}
          task={task}
          isBegun={isBegun}
          failure={failure}
          onWrite={(cosign, basedOn) => void write(cosign, basedOn)}
          onBack={() => go('whom')}
        />
      )}
    </WizardFrame>
  )
}
