import type { ReactElement } from 'react'
import { useVaultQuery } from '../data/bridge.ts'
import { useChangeSettings } from '../data/change-settings.ts'
import { useFailureToast } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { CommandIconButton } from '../commands/command-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useToast } from '../ui/toast.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { limits } from './limits.ts'
import { useReadOnly } from './use-read-only.ts'
import styles from './pins.module.css'

const none: readonly string[] = []

/** Ids of the pinned records, the latest last. They are in the settings of the vault. */
export const usePinned = (): readonly string[] =>
  useVaultQuery('settings.get', {}).data?.pinned ?? none

/** Pins a record, or unpins it: it is shown on the page Today, and first in its list. */
export const PinButton = ({ id }: { readonly id: string }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const failed = useFailureToast()
  const isReadOnly = useReadOnly()
  const pinned = usePinned()
  const change = useChangeSettings({ onError: (error) => failed(error) })
  const isPinned = pinned.includes(id)
  const press = (): void => {
    if (!isPinned && pinned.length >= limits.pinned) {
      toast({ text: text('today.pinFull', { most: limits.pinned }) })
      return
    }
    const others = pinned.filter((one) => one !== id)
    // Ids are strings in the window; the vault process validates each of them.
    change.mutate({ pinned: (isPinned ? others : [...others, id]) as never })
  }
  return (
    <span className={styles['pin']} data-pinned={isPinned || undefined}>
      <CommandIconButton
        words={isPinned ? 'today.unpin' : 'today.pin'}
        isDisabled={isReadOnly || change.isPending}
        onPress={press}
      />
    </span>
  )
}

/** In a list: this record is pinned. */
export const PinnedMark = ({ id }: { readonly id: string }): ReactElement | null =>
  usePinned().includes(id) ? <PinnedStar /> : null

/** The mark of a pinned record, for rows that know that they are. */
export const PinnedStar = (): ReactElement => {
  const text = useText()
  return (
    <span className={styles['mark']}>
      <Icon name="star" size={14} />
      <VisuallyHidden>{text('today.pinned')}</VisuallyHidden>
    </span>
  )
}
