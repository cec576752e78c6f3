import { useState } from 'react'
import type { ReactElement } from 'react'
import { useAction, useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { DialogState } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { AddIdentityRecipient } from './add-identity-recipient.tsx'
import { ChangeKeyPassphrase } from './change-key-passphrase.tsx'
import { CreateIdentityKey } from './create-identity-key.tsx'
import { IdentityRecipients } from './identity-recipients.tsx'
import { Section, SettingLine } from './section.tsx'
import shared from '../../ui/shared.module.css'
import { OpenIdentityKey } from '../../secrets/open-identity-key.tsx'
import { SealTo } from '../../contacts/seal-to.tsx'
import sealToContactsStyles from '../../contacts/contacts.module.css'
import { useCopyText } from '../../ui/use-copy-text.ts'
import styles from './people.module.css'

const IdentityPassphraseForm = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const change = useAction('identity.changePassphrase', {
    onSuccess: () => {
      toast({ text: text('settings.changed') })
      onClose()
    },
  })
  return (
    <ChangeKeyPassphrase
      name="current-identity-passphrase"
      words={{
        current: text('identity.passphrase'),
        wrong: text('identity.wrongPassphrase'),
        next: text('identity.newPassphrase'),
      }}
      failure={change.error}
      isPending={change.isPending}
      onChange={(given, clear) => change.mutate(given, { onSuccess: clear })}
      onCancel={onClose}
    />
  )
}

/** Changes the passphrase of the desk's secret key. */
const ChangeIdentityPassphrase = ({ isOpen, onClose }: DialogState): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('identity.changeTitle')} isOpen={isOpen} onClose={onClose}>
      <IdentityPassphraseForm onClose={onClose} />
    </Dialog>
  )
}

/** The public half of this desk's key: reporters seal to it after they compared the fingerprint. */
const OwnIdentityKey = (): ReactElement | null => {
  const text = useText()
  const { shown, copy } = useCopyText()
  const { data } = useVaultQuery('identity.ownPublicKey', {})
  useCommands({ 'identity.copyKey': data !== undefined && data !== null && copy })
  if (data === undefined || data === null) return null
  return (
    <div className={styles['row']}>
      <div className={styles['words']}>
        <p>{text('identity.publicKey')}</p>
        <p className={styles['fingerprint']}>{data.fingerprint}</p>
        <p className={styles['key']}>
          <code ref={shown}>{data.key}</code>
        </p>
        <p className={shared['quiet']}>{text('identity.publicKeyText')}</p>
      </div>
      <Button icon="copy" onPress={copy}>
        {text('identity.copyKey')}
      </Button>
    </div>
  )
}

/**
 * Verified contacts whose identity key is not a recipient yet. Nothing is shown if there are none.
 */
const SealToContacts = (): ReactElement | null => {
  const text = useText()
  const { data: contacts = [], error } = useVaultQuery('contacts.list', {})
  const offered = contacts.filter(
    ({ state, hasIdentity, isSealedTo }) => state === 'verified' && hasIdentity && !isSealedTo,
  )
  if (error !== null) return <FailureBanner failure={error} />
  if (offered.length === 0) return null
  return (
    <div className={sealToContactsStyles['offers']}>
      <p className={shared['quiet']}>{text('contacts.fromContact')}</p>
      {offered.map((contact) => (
        <div key={contact.author} className={sealToContactsStyles['who']}>
          <SealTo contact={contact} />
        </div>
      ))}
    </div>
  )
}

type IdentityDialog = 'create' | 'open' | 'passphrase' | 'add'

const mostRecipients = 4

/** The keys that identities are sealed to, and the key that opens them at this desk. */
export const Identities = ({ isDisabled }: { readonly isDisabled: boolean }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { data: status, error } = useVaultQuery('identity.status', {})
  const closeKey = useAction('identity.closeKey')
  const [open, setOpen] = useState<IdentityDialog | null>(null)
  const close = (): void => setOpen(null)
  const until = status?.keyOpenUntil ?? null
  const hasKey = status?.ownKey === true
  const hasRoom = (status?.recipients.length ?? mostRecipients) < mostRecipients
  const opens = (dialog: IdentityDialog, mayNow: boolean): false | (() => void) =>
    mayNow && !isDisabled && (() => setOpen(dialog))
  useCommands({
    'palette.makeIdentityKey': opens('create', status?.ownKey === false),
    'palette.replaceIdentityKey': opens('create', hasKey && until !== null),
    'palette.openIdentityKey': opens('open', hasKey && until === null),
    'palette.identityPassphrase': opens('passphrase', hasKey),
    'palette.addRecipient': opens('add', hasRoom),
    'palette.closeIdentityKey': until !== null && (() => closeKey.mutate({})),
  })
  return (
    <Section title={text('identity.title')} anchor="identities" about={text('identity.intro')}>
      <FailureBanner failure={error ?? closeKey.error} />
      {status?.ownKey === false && (
        <SettingLine title={text('identity.noKey')} about={text('identity.noKeyText')}>
          <Button isDisabled={isDisabled} onPress={() => setOpen('create')}>
            {text('identity.create')}
          </Button>
        </SettingLine>
      )}
      {status?.ownKey === true && (
        <>
          <OwnIdentityKey />
          <SettingLine
            title={text(until === null ? 'identity.keyClosed' : 'identity.keyOpen')}
            about={
              until === null
                ? text('identity.keyClosedText')
                : text('identity.keyOpenText', { time: format.time(until) })
            }
          >
            {until === null ? (
              <Button isDisabled={isDisabled} onPress={() => setOpen('open')}>
                {text('identity.openKey')}
              </Button>
            ) : (
              <Button icon="lock" onPress={() => closeKey.mutate({})}>
                {text('identity.closeKey')}
              </Button>
            )}
          </SettingLine>
          <SettingLine
            title={text('identity.ownPassphrase')}
            about={text('identity.ownPassphraseText')}
          >
            <Button isDisabled={isDisabled} onPress={() => setOpen('passphrase')}>
              {text('settings.changePassphrase')}
            </Button>
          </SettingLine>
          <SettingLine title={text('identity.replace')} about={text('identity.replaceText')}>
            <Button isDisabled={isDisabled || until === null} onPress={() => setOpen('create')}>
              {text('identity.replaceNow')}
            </Button>
          </SettingLine>
        </>
      )}
      {status !== undefined && (
        <IdentityRecipients status={status} isDisabled={isDisabled}>
          <Button icon="plus" isDisabled={isDisabled || !hasRoom} onPress={() => setOpen('add')}>
            {text('identity.add')}
          </Button>
          {hasRoom && !isDisabled && <SealToContacts />}
        </IdentityRecipients>
      )}
      <CreateIdentityKey
        isReplacing={status?.ownKey === true}
        isOpen={open === 'create'}
        onClose={close}
      />
      <OpenIdentityKey isOpen={open === 'open'} onClose={close} />
      <ChangeIdentityPassphrase isOpen={open === 'passphrase'} onClose={close} />
      <AddIdentityRecipient isOpen={open === 'add'} onClose={close} />
    </Section>
  )
}
