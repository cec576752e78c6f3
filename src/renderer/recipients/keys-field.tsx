import type { ReactElement } from 'react'
import type { Contact } from '../../shared/contacts.ts'
import { useText } from '../i18n/use-text.ts'
import { limits } from '../records/limits.ts'
import { Banner } from '../ui/banner.tsx'
import { TextArea } from '../ui/text-field.tsx'
import { WhomContacts } from './whom-contacts.tsx'
import { splitPasted } from './whom.ts'
import type { Addressees, Whom } from './whom.ts'
import { RecipientChip } from './recipient-chip.tsx'
import { useVaultQuery } from '../data/bridge.ts'
import { IconButton } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import shared from '../ui/shared.module.css'
import styles from './recipients.module.css'
import { useContactName } from '../contacts/use-contact-name.ts'
import { Checkbox } from '../ui/checkbox.tsx'

/** Lists unverified keys; the export continues only after the user confirms them. */
const UnverifiedKeys = ({
  unverified,
  isConfirmed,
  isNeeded,
  tone,
  onConfirm,
}: {
  readonly unverified: readonly (Contact | null)[]
  readonly isConfirmed: boolean
  /** The user tried to continue without confirming. */
  readonly isNeeded: boolean
  readonly tone: 'warn' | 'help'
  readonly onConfirm: (isConfirmed: boolean) => void
}): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  const known = unverified.filter((contact) => contact !== null)
  const pasted = unverified.length - known.length
  const names = [
    ...known.map((contact) => nameOf(contact)),
    ...(pasted === 0 ? [] : [text('contacts.pastedKeys', { count: pasted })]),
  ].join(', ')
  return (
    <Banner tone={tone} title={text('contacts.needConfirm')}>
      <p>{text('contacts.needConfirmText', { names })}</p>
      <Checkbox isSelected={isConfirmed} onChange={onConfirm}>
        {text('contacts.confirm')}
      </Checkbox>
      {isNeeded && !isConfirmed && <p role="alert">{text('contacts.confirmNeeded')}</p>}
    </Banner>
  )
}

/** Pasted keys, each as one row. */
const PastedKeys = ({
  keys,
  isDisabled,
  onRemove,
}: {
  readonly keys: readonly string[]
  readonly isDisabled: boolean
  readonly onRemove: (key: string) => void
}): ReactElement => {
  const text = useText()
  const { data = [] } = useVaultQuery(
    'contacts.recipients',
    { recipients: keys.slice(0, limits.recipients) },
    { placeholderData: (before) => before },
  )
  return (
    <ul className={styles['people']} aria-label={text('contacts.keysByHand')}>
      {keys.map((key, at) => {
        const shown = data[at]
        return (
          <li key={key} className={styles['person']}>
            {shown === undefined ? (
              <span className={shared['mono']}>{key.slice(0, 24)}…</span>
            ) : (
              <RecipientChip {...shown} />
            )}
            <IconButton
              icon="close"
              size="small"
              label={text('contacts.removeKey')}
              isDisabled={isDisabled}
              onPress={() => onRemove(key)}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** Recipients of a file: contacts and pasted keys. Shows errors and unverified recipients. */
export const KeysField = ({
  contacts,
  value,
  read,
  tried,
  isDisabled = false,
  tone = 'warn',
  onChange,
}: {
  /** Available contacts; revoked ones are omitted. */
  readonly contacts: readonly Contact[]
  readonly value: Whom
  /** The parsed `value`. */
  readonly read: Addressees
  /** From the first attempt on, missing input is reported too. */
  readonly tried: boolean
  readonly isDisabled?: boolean
  /** Of the question about keys that were not compared; `help` in a dialog that has a banner. */
  readonly tone?: 'warn' | 'help'
  readonly onChange: (value: Whom) => void
}): ReactElement => {
  const text = useText()
  const unverified = read.ok ? read.unverified : []
  const { keys, rest } = splitPasted(value.pasted)
  const isNobodyKnown = contacts.every(({ state }) => state === 'revoked')
  const paste = (all: readonly string[], typed: string): void =>
    onChange({ ...value, pasted: [...all, typed].join('\n').trimStart(), isConfirmed: false })
  const faultText = (pasted: Addressees): string | undefined => {
    if (pasted.ok) return undefined
    switch (pasted.fault) {
      case 'bad':
        // Whole keys are rows, which stand before what was typed.
        return text('exchange.recipientsBad', { line: Math.max(1, pasted.line - keys.length) })
      case 'mixed':
        return text('exchange.recipientsMixed')
      case 'many':
        return text('exchange.recipientsMany', { max: limits.recipients })
      case 'none':
        return tried ? text('exchange.recipientsCount', { count: 0 }) : undefined
    }
  }
  return (
    <>
      <WhomContacts
        contacts={contacts}
        chosen={value.chosen}
        isDisabled={isDisabled}
        onChange={(chosen) => onChange({ ...value, chosen, isConfirmed: false })}
      />
      {keys.length > 0 && (
        <PastedKeys
          keys={keys}
          isDisabled={isDisabled}
          onRemove={(key) =>
            paste(
              keys.filter((one) => one !== key),
              rest,
            )
          }
        />
      )}
      <Disclosure
        head={text('contacts.addByHand')}
        headClassName={shared['secondary']}
        startsOpen={isNobodyKnown || rest !== ''}
      >
        <div className={styles['byHand']}>
          <TextArea
            label={text('contacts.otherKeys')}
            description={text('exchange.recipientsHint')}
            value={rest}
            rows={2}
            maxLength={limits.recipients * limits.recipientText}
            error={read.ok || read.fault === 'none' ? undefined : faultText(read)}
            isDisabled={isDisabled}
            onChange={(typed) => {
              const next = splitPasted(typed)
              paste([...new Set([...keys, ...next.keys])], next.rest)
            }}
          />
        </div>
      </Disclosure>
      {!read.ok && read.fault === 'none' && tried && (
        <p role="alert" className={shared['error']}>
          {faultText(read)}
        </p>
      )}
      {read.ok && read.isClassic && (
        <p className={shared['quiet']}>{text('exchange.classicNote')}</p>
      )}
      {unverified.length > 0 && (
        <UnverifiedKeys
          unverified={unverified}
          isConfirmed={value.isConfirmed}
          isNeeded={tried}
          tone={tone}
          onConfirm={(isConfirmed) => onChange({ ...value, isConfirmed })}
        />
      )}
    </>
  )
}
