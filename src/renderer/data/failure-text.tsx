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
 * What happened and where, in our own words: `storage/reports.save`. Can be read out over a phone by
 * whoever asks for help, and says nothing of what the vault holds.
 */
export const FailureReference = ({ of }: { readonly of: string }): ReactElement => {
  const text = useText()
  return (
    <p className={styles['ref']}>
      {text('failures.reference')} <code translate="no">{of}</code>
    </p>
  )
}

/** What a refusal says in a line, where there is room for no more. */
export const failureTitle = ({ code }: AppError): MessageKey => `failures.${code}.title`

const failureDetail = ({ code }: AppError): MessageKey => `failures.${code}.text`

/** What happened, what is safe and what to do next, with the reference to quote. */
export const FailureBanner = ({
  refusal,
  tone = 'danger',
  title,
  children,
  actions,
}: {
  readonly refusal: AppError | null
  /** `warn`, where nothing failed, and the person has to decide. */
  readonly tone?: 'danger' | 'warn'
  /** Where the usual words would be about something else; `children` go with it. */
  readonly title?: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}): ReactElement | null => {
  const text = useText()
  // Cancelling was the person's own wish.
  if (refusal === null || refusal.code === 'cancelled') return null
  return (
    <Banner tone={tone} announce title={title ?? text(failureTitle(refusal))} actions={actions}>
      {title === undefined ? <p>{text(failureDetail(refusal))}</p> : children}
      <FailureReference of={refusal.reference} />
    </Banner>
  )
}

/** The same at the foot of the window, for an act whose screen may be gone. It stays until it is closed. */
export const useFailureToast = (): ((error: unknown, title?: MessageKey) => void) => {
  const text = useText()
  const toast = useToast()
  return useCallback(
    (error, title) => {
      const refusal = appErrorOf(error)
      if (refusal.code === 'cancelled') return
      toast({
        tone: 'problem',
        text: text(title ?? failureTitle(refusal)),
        more: (
          <>
            {title === undefined && <p>{text(failureDetail(refusal))}</p>}
            <FailureReference of={refusal.reference} />
          </>
        ),
      })
    },
    [text, toast],
  )
}

/**
 * The same, unless the screen of the act still shows it by itself.
 *
 * @param isShown false for a screen that is going away.
 */
export const useMissedFailure = (isShown = true): ((error: unknown) => void) => {
  const failed = useFailureToast()
  const stands = useIsShown()
  return (error) => {
    if (!isShown || !stands.current) failed(error)
  }
}

/** Stands where a part of the window failed. Nothing of the error is shown. */
export const CrashedPart = ({
  part,
  onRetry,
}: {
  /** Its name in the program, such as that of a view. */
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
