import type { ReactElement } from 'react'
import type { Contact } from '../../shared/contacts.ts'
import { useContactName } from '../contacts/use-contact-name.ts'
import { useText } from '../i18n/use-text.ts'
import { Icon } from '../ui/icon.tsx'
import { PopoverDialog } from '../ui/popover.tsx'
import { ChipButton } from '../ui/tag.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import shared from '../ui/shared.module.css'
import styles from './recipients.module.css'

const hues = 8

/** One of eight colours, from the first digits of the fingerprint. A help to the eye, no proof. */
const hueOf = (fingerprint: string): number => Number.parseInt(fingerprint.slice(0, 4), 16) % hues

/** The first two groups: enough to tell keys of one list apart, not to compare them. */
const shortOf = (fingerprint: string): string => fingerprint.slice(0, 9)

/**
 * A recipient, the same wherever one is named: a dot in the colour of the key, the name of the
 * contact or the beginning of the fingerprint, and whether the keys were compared. A press shows the
 * whole fingerprint.
 */
export const RecipientChip = ({
  fingerprint,
  name,
  isOurs = false,
  isNamed = true,
}: {
  readonly fingerprint: string
  /** Null: no contact has this key. */
  readonly name: Pick<Contact, 'pseudonym' | 'state'> | null
  /** A key of this vault. */
  readonly isOurs?: boolean
  /** False beside the name: the beginning of the fingerprint stands in its place. */
  readonly isNamed?: boolean
}): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  const state = isOurs ? 'verified' : (name?.state ?? 'unverified')
  const isCompared = state === 'verified'
  const called = isOurs
    ? text('contacts.you')
    : name === null
      ? text('contacts.unnamed')
      : nameOf(name)
  // A card that was not compared may carry any name: the key is shown with it.
  const said = isCompared ? called : `${called} · ${shortOf(fingerprint)}`
  const shownName = isNamed ? said : shortOf(fingerprint)
  const stateWord = text(`contacts.state.${state}`)
  return (
    <PopoverDialog
      label={said}
      button={
        <ChipButton>
          <span className={styles['dot']} data-hue={hueOf(fingerprint)} />
          <span className={styles['name']} dir="auto" translate="no">
            {!isNamed && <VisuallyHidden>{called}</VisuallyHidden>} {shownName}
          </span>
          <span className={isCompared ? styles['compared'] : styles['open']}>
            <Icon name={isCompared ? 'check' : 'alert'} size={14} />
            {isCompared ? <VisuallyHidden>{stateWord}</VisuallyHidden> : stateWord}
          </span>
        </ChipButton>
      }
    >
      <div className={shared['stack2']}>
        <p className={shared['label']}>{text('exchange.fingerprint')}</p>
        <p className={styles['fingerprint']} translate="no">
          {fingerprint}
        </p>
        <p className={shared['quiet']}>{stateWord}</p>
        {!isCompared && <p className={shared['quiet']}>{text('contacts.compareThis')}</p>}
      </div>
    </PopoverDialog>
  )
}
