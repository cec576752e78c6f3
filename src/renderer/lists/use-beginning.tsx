import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { useReadOnly } from '../records/use-read-only.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { useFocusOnReturn } from '../ui/focus.ts'
import { useView } from '../app/view-state.ts'

export type PrefixSearchWords = {
  readonly begin: MessageKey
  readonly emptyTitle: MessageKey
  readonly emptyText: MessageKey
}

/**
 * Creating a record of a list: by the button in its head, which takes the focus again after a
 * cancel, and by the empty state of the list.
 */
export const usePrefixSearch = (
  area: 'cases' | 'sources' | 'publications',
  words: PrefixSearchWords,
): { readonly actions: ReactElement; readonly empty: ReactElement } => {
  const text = useText()
  const { view, select } = useView()
  const openId = view.selected[area]
  const isReadOnly = useReadOnly()
  const begin = (): void => select(area, 'new')
  const plus = useFocusOnReturn<HTMLButtonElement>(openId === 'new', openId === null)
  return {
    actions: (
      <IconButton
        ref={plus}
        icon="plus"
        label={text(words.begin)}
        isDisabled={isReadOnly}
        onPress={begin}
      />
    ),
    empty: (
      <EmptyState
        icon={area}
        title={text(words.emptyTitle)}
        action={
          <Button variant="primary" icon="plus" isDisabled={isReadOnly} onPress={begin}>
            {text(words.begin)}
          </Button>
        }
      >
        <p>{text(words.emptyText)}</p>
      </EmptyState>
    ),
  }
}
