import type { ReactElement, ReactNode } from 'react'
import type { Refusal } from './bridge.ts'
import { useText } from './i18n/use-text.ts'
import type { MessageKey } from './i18n/messages.ts'
import { Banner } from './ui/banner.tsx'
import styles from './failure-text.module.css'

/** What happened, what is safe and what to do next, with the reference to quote. */
export const FailureBanner = ({
  refusal,
  actions,
}: {
  readonly refusal: Refusal | null
  readonly actions?: ReactNode
}): ReactElement | null => {
  const text = useText()
  // Cancelling was the person's own wish.
  if (refusal === null || refusal.code === 'cancelled') return null
  const title: MessageKey = `failures.${refusal.code}.title`
  const detail: MessageKey = `failures.${refusal.code}.text`
  return (
    <Banner tone="danger" announce title={text(title)} actions={actions}>
      <p>{text(detail)}</p>
      {refusal.ref !== '' && (
        <p className={styles['ref']}>
          {text('failures.reference')} <code>{refusal.ref.slice(0, 8)}</code>
        </p>
      )}
    </Banner>
  )
}
