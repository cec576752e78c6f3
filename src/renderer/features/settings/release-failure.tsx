import type { ReactElement } from 'react'
import type { AppError } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'

/** Error texts for a release in place of those for a file that is imported. */
const own = {
  malformed: 'malformed',
  'too-big': 'malformed',
  unsupported: 'unsupported',
  'bad-signature': 'signature',
  storage: 'storage',
} as const

/** Why a release was refused, and what to do next. */
export const ReleaseFailure = ({
  failure,
}: {
  readonly failure: AppError | null
}): ReactElement | null => {
  const text = useText()
  if (failure === null || !(failure.code in own)) return <FailureBanner failure={failure} />
  const name = own[failure.code as keyof typeof own]
  return (
    <FailureBanner failure={failure} title={text(`release.fail.${name}`)}>
      <p>{text(`release.failText.${name}`)}</p>
    </FailureBanner>
  )
}
