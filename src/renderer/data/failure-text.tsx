import { useCallback } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { appErrorOf } from './bridge.ts'
import type { AppError } from './bridge.ts'
import { useText } from '../i18n/use-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { useToast } from '../ui/toast.tsx'
import { useIsShown } from './use-is-shown.ts'
import styles from './failure-text.module.css'

/**
 * Error code and channel: `storage/reports.save`. Safe to read out on the phone when asking for
 * help: it contains nothing from the vault.
 */
export const FailureReference = ({ of }: { readonly of: string }): ReactElement => {
  const text = useText()
  return (
    <p className={styles['ref']}>
      {text('failures.reference')} <code translate="no">{of}</code>
    </p>
  )
}

/** A failure in one line, where space is limited. */
export const failureTitle = ({ code }: AppError): MessageKey => `failures.${code}.title`

const failureDetail = ({ code }: AppError): MessageKey => `failures.${code}.text`

/** Is a report longer than a record may be? Each of its texts may be within its own limit. */
export const isTooLong = (failure: AppError | null): boolean => failure?.code === 'too-big'

/** What happened, what is safe and what to do next, with the reference to quote. */
export const FailureBanner = ({
  failure,
  tone = 'danger',
  title,
  children,
  more,
  actions,
}: {
  readonly failure: AppError | null
  /** `warn` if nothing failed and the user has to decide. */
  readonly tone?: 'danger' | 'warn'
  /** Replaces the standard text if that does not apply; used with `children`. */
  readonly title?: string
  readonly children?: ReactNode
  /** Follows either text. */
  readonly more?: ReactNode
  readonly actions?: ReactNode
}): ReactElement | null => {
  const text = useText()
  // The user cancelled.
  if (failure === null || failure.code === 'cancelled') return null
  return (
    <Banner tone={tone} announce title={title ?? text(failureTitle(failure))} actions={actions}>
      {title === undefined ? <p>{text(failureDetail(failure))}</p> : children}
      {more}
      <FailureReference of={failure.reference} />
    </Banner>
  )
}

/** The same as a toast, for an action whose screen may be gone. It stays until it is closed. */
export const useFailureToast = (): ((error: unknown, title?: MessageKey) => void) => {
  const text = useText()
  const toast = useToast()
  return useCallback(
    (error, title) => {
      const failure = appErrorOf(error)
      if (failure.code === 'cancelled') return
      toast({
        tone: 'problem',
        text: text(title ?? failureTitle(failure)),
        more: (
          <>
            {title === undefined && <p>{text(failureDetail(failure))}</p>}
            <FailureReference of={failure.reference} />
          </>
        ),
      })
    },
    [text, toast],
  )
}

/**
 * The same, unless the screen of the action is still mounted and shows it.
 *
 * @param isShown false for a screen that is closing.
 */
export const useMissedFailure = (isShown = true): ((error: unknown) => void) => {
  const failed = useFailureToast()
  const stands = useIsShown()
  return (error) => {
    if (!isShown || !stands.current) failed(error)
  }
}

/** Shown in place of a part of the window that failed. The error itself is not shown. */
export const CrashedPart = ({
  part,
  onRetry,
}: {
  /** Its name in the code, such as that of a view. */
  readonly part: string
  readonly onRetry: () => void
}): ReactElement => {
  const text = useText()
  return (
    <EmptyState
      icon="alert"
      isHeading
      title={text('failures.crashTitle')}
      action={
        <Button autoFocus onPress={onRetry}>
          {text('failures.crashRetry')}
        </Button>
      }
    >
      <p>{text('failures.crashText')}</p>
      <FailureReference of={`crash/${part}`} />
    </EmptyState>
  )
}
