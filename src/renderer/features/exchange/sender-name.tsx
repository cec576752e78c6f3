import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { ContactChip } from '../../contacts/contact-chip.tsx'
import { useContactName } from '../../contacts/use-contact-name.ts'
import { useText } from '../../i18n/use-text.ts'
import styles from './exchange.module.css'

type Preview = Out<'imports.preview'>

const words = {
  us: 'exchange.previewUs',
  unknown: 'contacts.fromUnknown',
  verified: 'contacts.fromVerified',
  unverified: 'contacts.fromUnverified',
  changed: 'contacts.fromChanged',
  revoked: 'contacts.fromRevoked',
} as const satisfies Record<Preview['from']['state'], string>

/** Who sent a file, and what is proven of them. */
export const SenderName = ({
  preview: { from, sender },
}: {
  readonly preview: Preview
}): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  const { state } = from
  return (
    <>
      {state !== 'unknown' && (
        <p className={styles['name']}>
          {nameOf(from)} {state !== 'us' && <ContactChip state={state} />}
        </p>
      )}
      <p className={styles['fingerprint']}>{sender}</p>
      <p className={styles['quiet']}>{text(words[state])}</p>
    </>
  )
}
