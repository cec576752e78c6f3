import type { ReactElement } from 'react'
import type { Refusal } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { OfferedButton } from '../../offered-button.tsx'

/** Says that what was typed is in the window alone, and tries once more. */
export const SaveFailed = ({
  refusal,
  onAgain,
}: {
  readonly refusal: Refusal | null
  readonly onAgain: () => void
}): ReactElement => {
  const text = useText()
  return (
    <>
      <FailureBanner
        refusal={refusal}
        actions={
          <OfferedButton words="reports.saveAgain" sign="undo" size="small" onPress={onAgain} />
        }
      />
      <p>{text('reports.saveFailedHelp')}</p>
    </>
  )
}
