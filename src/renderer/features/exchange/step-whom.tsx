import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { Contact } from '../../../shared/contacts.ts'
import { useText } from '../../i18n/use-text.ts'
import { KeysField } from '../../recipients/keys-field.tsx'
import type { Addressees, Whom } from '../../recipients/whom.ts'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import { CommandButton } from '../../commands/command-button.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import styles from './exchange.module.css'

/** Recipients by key, or a passphrase, which is passed on once and kept out of React state. */
export const StepWhom = ({
  value,
  onChange,
  onPassphrase,
  onNext,
  onBack,
  contacts,
  read,
}: {
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
      className={styles['form']}
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
      <h2 className={styles['title']}>{text('exchange.whomTitle')}</h2>
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
      <DialogActions
        out={<CommandButton words="exchange.back" onPress={onBack} />}
        main={<CommandButton words="exchange.next" variant="primary" />}
      />
    </form>
  )
}
