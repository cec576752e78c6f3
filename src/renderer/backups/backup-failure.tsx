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
  failure,
}: {
  readonly failure: AppError | null
}): ReactElement | null => {
  const text = useText()
  if (failure === null) return null
  const code = failure.code
  if (code === 'invalid' && failure.fields.includes('identity')) {
    return (
      <FailureBanner failure={failure} title={text('backup.fail.identity')}>
        <p>{text('backup.fail.identityText')}</p>
      </FailureBanner>
    )
  }
  if (!(code in own)) return <FailureBanner failure={failure} />
  const name = own[code as keyof typeof own]
  return (
    <FailureBanner failure={failure} title={text(`backup.fail.${name}`)}>
      <p>{text(`backup.failText.${name}`)}</p>
    </FailureBanner>
  )
}
