import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import type { ReportFindings } from '../../records/report-findings.ts'

/** How many findings are open in the report; brings their list up. */
export const FindingsButton = ({
  lint: { open, state },
  isPressed,
  onPress,
}: {
  readonly lint: ReportFindings
  readonly isPressed: boolean
  readonly onPress: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Button
      size="small"
      variant={isPressed ? 'secondary' : 'quiet'}
      icon={state === 'failed' || open.length > 0 ? 'alert' : 'shield'}
      aria-pressed={isPressed}
      onPress={onPress}
    >
      {state === 'failed' ? text('lint.notChecked') : text('lint.open', { count: open.length })}
    </Button>
  )
}
