import type { ReactElement } from 'react'
import { useAction } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { aboutOf, kindWord } from './words.ts'
import type { ReviewListItem } from './words.ts'
import shared from '../ui/shared.module.css'
import styles from './checklist.module.css'

/**
 * Asks whether a protected name means a different person here. It asks for no reason, because none
 * may be stored.
 */
export const NameExceptionDialog = ({
  item,
  onConfirmed,
  onClose,
}: {
  readonly item: ReviewListItem
  readonly onConfirmed: () => void
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const { mutate, error, isPending } = useAction('identity.confirmNameExceptions', {
    onSuccess: onConfirmed,
  })
  return (
    <Dialog
      title={text('review.differentPersonTitle')}
      isOpen
      onClose={onClose}
      actions={{
        out: <Button onPress={onClose}>{text('common.cancel')}</Button>,
        main: (
          <Button
            variant="danger"
            isPending={isPending}
            onPress={() => mutate({ items: [item.item] })}
          >
            {text('review.differentPersonConfirm')}
          </Button>
        ),
      }}
    >
      <FailureBanner failure={error} />
      <p>
        <span className={shared['secondary']}>{text(kindWord(item))}</span>{' '}
        <strong className={styles['about']}>{aboutOf(item)}</strong>
      </p>
      <p>{text('review.differentPersonText')}</p>
      <p className={shared['quiet']}>{text('review.differentPersonKept')}</p>
    </Dialog>
  )
}
