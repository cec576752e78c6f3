import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useAction } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Chip } from '../../ui/tag.tsx'
import shared from '../../ui/shared.module.css'
import styles from './people.module.css'

type Status = Out<'identity.status'>

/** The recipients of identities sealed from now on; `children` is the button that adds one. */
export const IdentityRecipients = ({
  status,
  isDisabled,
  children,
}: {
  readonly status: Status
  readonly isDisabled: boolean
  readonly children: ReactNode
}): ReactElement => {
  const text = useText()
  const remove = useAction('identity.removeRecipient')
  const [asked, setAsked] = useState<Status['recipients'][number] | null>(null)
  return (
    <div className={styles['recipients']}>
      <h3 className={styles['heading']}>{text('identity.recipients')}</h3>
      <p className={shared['quiet']}>
        {text(status.recipients.length === 0 ? 'identity.nobody' : 'identity.recipientsText')}
      </p>
      <FailureBanner failure={remove.error} />
      <ul className={shared['stack2']}>
        {status.recipients.map(({ fingerprint, label, own }) => (
          <li key={fingerprint} className={styles['row']}>
            <div className={styles['words']}>
              <p>
                {label}{' '}
                {own && label !== text('identity.thisDesk') && (
                  <Chip tone="accent">{text('identity.thisDesk')}</Chip>
                )}
              </p>
              <p className={styles['fingerprint']}>{fingerprint}</p>
            </div>
            <CommandButton
              words="identity.remove"
              spoken="identity.removeNamed"
              offered="identity.removeOffered"
              values={{ name: label }}
              size="small"
              isDisabled={isDisabled || remove.isPending}
              onPress={() => setAsked({ fingerprint, label, own })}
            />
          </li>
        ))}
      </ul>
      <div>{children}</div>
      {/* Asks first: identities are resealed without the key at once, and adding it back requires
          comparing its fingerprint. */}
      <ConfirmDialog
        title={text('identity.removeTitle', { name: asked?.label ?? '' })}
        confirm={text('identity.removeNow')}
        danger
        isOpen={asked !== null}
        onConfirm={() => {
          if (asked !== null) remove.mutate({ fingerprint: asked.fingerprint })
          setAsked(null)
        }}
        onClose={() => setAsked(null)}
      >
        <p>{text(asked?.own === true ? 'identity.removeOwnText' : 'identity.removeText')}</p>
      </ConfirmDialog>
    </div>
  )
}
