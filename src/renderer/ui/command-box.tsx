import type { ReactElement, ReactNode } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { ScrollRegion } from './scroll-region.tsx'
import styles from './command-box.module.css'

/** One line of the box. */
export interface Command {
  readonly id: string
  readonly label: string
  readonly icon: IconName
  readonly lang?: string
  readonly keys?: readonly string[]
  readonly run: () => void
}

export interface CommandSection {
  readonly id: string
  readonly title: ReactNode
  readonly items: readonly Command[]
}

interface Words {
  readonly title: string
  readonly placeholder: string
  readonly results: string
  readonly nothing: string
}

/** A box to type in over the window, and below it what fits; Enter does the one that is marked. */
export const CommandBox = ({
  words,
  query,
  sections,
  onQuery,
  onClose,
}: {
  readonly words: Words
  readonly query: string
  readonly sections: readonly CommandSection[]
  readonly onQuery: (query: string) => void
  readonly onClose: () => void
}): ReactElement => (
  <Autocomplete inputValue={query} onInputChange={onQuery}>
    <SearchField
      aria-label={words.title}
      autoFocus
      autoComplete="off"
      spellCheck="false"
      className={styles['search']}
    >
      <Icon name="search" />
      <Input placeholder={words.placeholder} className={styles['input']} />
      <Kbd keys={['Esc']} />
    </SearchField>
    <ScrollRegion className={styles['results']} label={words.results}>
      <Menu
        aria-label={words.results}
        className={styles['menu']}
        onClose={onClose}
        renderEmptyState={() => <p className={styles['nothing']}>{words.nothing}</p>}
      >
        {sections.map((section) => (
          <MenuSection key={section.id} id={section.id} className={styles['section']}>
            <Header className={styles['header']}>{section.title}</Header>
            {section.items.map((item) => (
              <MenuItem
                key={item.id}
                id={item.id}
                textValue={item.label}
                className={styles['item']}
                onAction={item.run}
              >
                <Icon name={item.icon} size={16} />
                <span className={styles['label']} lang={item.lang}>
                  {item.label}
                </span>
                {item.keys !== undefined && <Kbd keys={item.keys} />}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </ScrollRegion>
  </Autocomplete>
)

/** The window over the window that a command box stands in. */
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
