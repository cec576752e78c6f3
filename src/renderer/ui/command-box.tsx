import { useEffect, useId, useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { Dialog, Input, Modal, ModalOverlay, SearchField } from 'react-aria-components'
import { CommandList } from './command-list.tsx'
import type { Command, CommandSection } from './command-list.tsx'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { ScrollRegion } from './scroll-region.tsx'
import { useCommandMark } from './use-command-mark.ts'
import styles from './command-box.module.css'

type CommandBoxTexts = {
  readonly title: string
  readonly placeholder: string
  readonly results: string
  readonly nothing: string
}

/** A text field over the window with the matches below; Enter runs the marked one. */
export const CommandBox = ({
  words,
  query,
  sections,
  onQuery,
  onClose,
}: {
  readonly words: CommandBoxTexts
  readonly query: string
  readonly sections: readonly CommandSection[]
  readonly onQuery: (query: string) => void
  readonly onClose: () => void
}): ReactElement => {
  const listId = useId()
  const lineId = ({ id }: Pick<Command, 'id'>): string => `${listId}-${id}`
  const items = useMemo(() => sections.flatMap((section) => section.items), [sections])
  const act = (item: Command): void => {
    item.run()
    onClose()
  }
  const { marked, isByKeys, told, point, typed, field } = useCommandMark(items, act)
  const shownBy = isByKeys && marked !== null ? `${listId}-${marked.id}` : null
  useEffect(() => {
    if (shownBy === null) return undefined
    // Not in the key event: the next frame lays out the list anyway.
    const frame = requestAnimationFrame(() =>
      document.getElementById(shownBy)?.scrollIntoView({ block: 'nearest' }),
    )
    return () => cancelAnimationFrame(frame)
  }, [shownBy])
  return (
    <>
      <SearchField
        aria-label={words.title}
        autoFocus
        autoComplete="off"
        autoCorrect="off"
        spellCheck="false"
        enterKeyHint="go"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={told === null ? undefined : lineId({ id: told })}
        className={styles['search']}
        value={query}
        onChange={(next) => {
          typed()
          onQuery(next)
        }}
      >
        <Icon name="search" />
        <Input placeholder={words.placeholder} className={styles['input']} {...field} />
        <Kbd keys={['Esc']} />
      </SearchField>
      <ScrollRegion className={styles['results']} label={words.results}>
        <CommandList
          id={listId}
          label={words.results}
          nothing={words.nothing}
          sections={sections}
          lineId={lineId}
          marked={marked}
          isByKeys={isByKeys}
          onPoint={point}
          onPress={act}
        />
      </ScrollRegion>
    </>
  )
}

/** The modal window of a command box. */
export const CommandWindow = ({
  title,
  isOpen,
  onClose,
  children,
}: {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}): ReactElement => (
  <ModalOverlay
    isOpen={isOpen}
    isDismissable
    onOpenChange={(open) => {
      if (!open) onClose()
    }}
    className={styles['overlay']}
  >
    <Modal className={styles['modal']}>
      <Dialog aria-label={title} className={styles['dialog']}>
        {children}
      </Dialog>
    </Modal>
  </ModalOverlay>
)
