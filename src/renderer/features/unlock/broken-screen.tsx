import type { ReactElement } from 'react'
import { useAct } from '../../bridge.ts'
import type { Refusal } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Acts } from '../../ui/acts.tsx'
import { Button } from '../../ui/button.tsx'
import { Frame } from './frame.tsx'

/** Stands where a vault cannot even be asked for its passphrase: in use, newer, or unreadable. */
export const BrokenScreen = ({
  refusal,
  isRetrying,
  onRetry,
}: {
  readonly refusal: Refusal
  readonly isRetrying: boolean
  readonly onRetry: () => void
}): ReactElement => {
  const text = useText()
  const chooseVault = useAct('dialog.chooseVault', { changes: false })
  return (
    <Frame title={text('unlock.brokenTitle')}>
      <FailureBanner refusal={chooseVault.error ?? refusal} />
      <Acts
        out={<Button onPress={() => chooseVault.mutate({})}>{text('unlock.openOther')}</Button>}
        main={
          <Button variant="primary" isPending={isRetrying} onPress={onRetry}>
            {text('common.retry')}
          </Button>
        }
      />
    </Frame>
  )
}
