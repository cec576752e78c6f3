import { useState } from 'react'
import type { ReactElement } from 'react'
import { useAction, useVaultQuery } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { CommandButton } from '../commands/command-button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ContactChip } from './contact-chip.tsx'
import { useContactName } from './use-contact-name.ts'
import shared from '../ui/shared.module.css'
import styles from './contacts.module.css'

/**
 * Quarantined files, which came from senders that were no contacts yet. Nothing is shown if there
 * are none.
 */
export const QuarantineList = ({
  onOpen,
  about,
}: {
  /** Null: they can only be discarded here. */
  readonly onOpen: ((id: string) => void) | null
  /** Explanation; by default, why they are in quarantine. */
  readonly about?: string
}): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  const nameOf = useContactName()
  const { data: files, error } = useVaultQuery('quarantine.list', {})
  const discard = useAction('quarantine.discard')
  const [asked, setAsked] = useState<string | null>(null)
  const called = (sender: string, contact: Parameters<typeof nameOf>[0] | null): string =>
    contact === null ? sender : nameOf(contact)
  if (files === undefined || files.length === 0) return null
  return (
    <section className={shared['looseCard']} aria-labelledby="set-aside">
      <h2 id="set-aside" className={shared['heading']}>
        {text('contacts.aside')}
      </h2>
      <p className={shared['quiet']}>{about ?? text('contacts.asideText')}</p>
      <FailureBanner failure={error ?? discard.error} />
      <ul className={shared['stack']}>
        {files.map(({ id, sender, contact, day, bytes }) => (
          <li key={id} className={styles['contact']}>
            <div className={styles['who']}>
              {contact === null ? (
                <p className={shared['mono']}>{sender}</p>
              ) : (
                <p className={styles['name']}>
                  {nameOf(contact)} <ContactChip state={contact.state} />
                </p>
              )}
              <p className={shared['quiet']}>{`${format.day(day)} · ${format.bytes(bytes)}`}</p>
            </div>
            <div className={styles['actions']}>
              {onOpen !== null && (
                <CommandButton
                  words="contacts.asideOpen"
                  offered="contacts.asideOpenNamed"
                  values={{ day: format.day(day), name: called(sender, contact) }}
                  size="small"
                  onPress={() => onOpen(id)}
                />
              )}
              <CommandButton
                words="contacts.asideDiscard"
                offered="contacts.asideDiscardNamed"
                values={{ day: format.day(day), name: called(sender, contact) }}
                size="small"
                onPress={() => setAsked(id)}
              />
            </div>
          </li>
        ))}
      </ul>
      {/* Asks first: this may be the only copy of the file. */}
      <ConfirmDialog
        title={text('contacts.asideDiscardTitle')}
        confirm={text('contacts.asideDiscardNow')}
        danger
        isOpen={asked !== null}
        onConfirm={() => {
          if (asked !== null) discard.mutate({ id: asked })
          setAsked(null)
        }}
        onClose={() => setAsked(null)}
      >
        <p>{text('contacts.asideDiscardText')}</p>
      </ConfirmDialog>
    </section>
  )
}
