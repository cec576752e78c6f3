import type { ReactElement } from 'react'
import type { AppError } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'

/** Error texts for a backup in place of those for a vault or an import. */
const own = {
  'not-for-us': 'notForUs',
  truncated: 'truncated',
  malformed: 'malformed',
  'bad-signature': 'signature',
  newer: 'newer',
  damaged: 'damaged',
  tampered: 'damaged',
  'kdf-bounds': 'malformed',
} as const

/** Why a backup could not be opened, and what to do next. */
export const BackupFailure = ({
  refusal,
}: {
  readonly refusal: AppError | null
}): ReactElement | null => {
  const text = useText()
  if (refusal === null) return null
  const code = refusal.code
  if (code === 'invalid' && refusal.fields.includes('identity')) {
    return (
      <FailureBanner refusal={refusal} title={text('backup.fail.identity')}>
        <p>{text('backup.fail.identityText')}</p>
      </FailureBanner>
    )
  }
  if (!(code in own)) return <FailureBanner refusal={refusal} />
  const name = own[code as keyof typeof own]
  return (
    <FailureBanner refusal={refusal} title={text(`backup.fail.${name}`)}>
      <p>{text(`backup.failText.${name}`)}</p>
    </FailureBanner>
  )
}
