import type { ReactElement } from 'react'
import { useVaultQuery } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { RecipientChip } from './recipient-chip.tsx'
import shared from '../ui/shared.module.css'
import styles from './recipients.module.css'

/** Who the keys of a file belong to. */
export const Recipients = ({
  recipients,
}: {
  readonly recipients: readonly string[]
}): ReactElement => {
  const text = useText()
  const { data = [], error } = useVaultQuery(
    'contacts.recipients',
    { recipients: [...recipients] },
    { enabled: recipients.length > 0 },
  )
  if (recipients.length === 0)
    return <p className={shared['quiet']}>{text('exchange.recipientsCount', { count: 0 })}</p>
  return (
    <div className={styles['faces']}>
      <FailureBanner failure={error} />
      {data.map((shown) => (
        <RecipientChip key={shown.fingerprint} {...shown} />
      ))}
    </div>
  )
}
