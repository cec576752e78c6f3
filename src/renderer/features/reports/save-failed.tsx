import { useCallback } from 'react'
import type { ReactElement } from 'react'
import type { AppError } from '../../data/bridge.ts'
import {
  FailureBanner,
  FailureReference,
  failureTitle,
  isTooLong,
} from '../../data/failure-text.tsx'
import { limits } from '../../records/limits.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { useToast } from '../../ui/toast.tsx'

/** Says that typed text is only in this window, and offers a retry. */
export const SaveFailed = ({
  failure,
  onAgain,
}: {
  readonly failure: AppError | null
  readonly onAgain: () => void
}): ReactElement => {
  const text = useText()
  return (
    <FailureBanner
      failure={failure}
      actions={<CommandButton words="reports.saveAgain" size="small" onPress={onAgain} />}
      {...(isTooLong(failure) && { title: text('reports.tooLong') })}
      more={<p>{text('reports.saveFailedHelp')}</p>}
    >
      <p>{text('reports.tooLongHelp', limits)}</p>
    </FailureBanner>
  )
}

/** The same as a toast, for a report without a screen. @returns a function that closes it. */
export const useSayUnsaved = (): ((failure: AppError | null) => () => void) => {
  const text = useText()
  const toast = useToast()
  return useCallback(
    (failure) =>
      toast({
        tone: 'problem',
        text: text('reports.saveFailed'),
        more: (
          <>
            {failure !== null && (
              <p>{text(isTooLong(failure) ? 'reports.tooLong' : failureTitle(failure))}</p>
            )}
            {isTooLong(failure) && <p>{text('reports.tooLongHelp', limits)}</p>}
            <p>{text('reports.saveFailedHelp')}</p>
            {failure !== null && <FailureReference of={failure.reference} />}
          </>
        ),
      }),
    [text, toast],
  )
}
