import { useDeferredValue, useState } from 'react'
import type { ReactElement } from 'react'
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
import { useText } from '../../i18n/use-text.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { usePaletteSections } from './use-palette-sections.ts'
import styles from './palette.module.css'

const PaletteBody = ({
  onClose,
  onHelp,
}: {
  readonly onClose: () => void
  readonly onHelp: () => void
}): ReactElement => {
  const text = useText()
  const [query, setQuery] = useState('')
  const sections = usePaletteSections(useDeferredValue(query.trim()), onHelp)
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <SearchField
        aria-label={text('palette.title')}
        autoFocus
        autoComplete="off"
        spellCheck="false"
        className={styles['search']}
      >
        <Icon name="search" />
        <Input placeholder={text('palette.placeholder')} className={styles['input']} />
        <Kbd keys={['Esc']} />
      </SearchField>
      <div
        className={styles['results']}
        // What scrolls can be reached with the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={text('palette.results')}
      >
        <Menu
          aria-label={text('palette.results')}
          className={styles['menu']}
          onClose={onClose}
          renderEmptyState={() => <p className={styles['nothing']}>{text('palette.nothing')}</p>}
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
      </div>
    </Autocomplete>
  )
}

/** One box for everything: type a view, an act, or words of a record, and press Enter. */
export const Palette = ({
  isOpen,
  onClose,
  onHelp,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onHelp: () => void
}): ReactElement => {
  const text = useText()
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      className={styles['overlay']}
    >
      <Modal className={styles['modal']}>
        <Dialog aria-label={text('palette.title')} className={styles['dialog']}>
          <PaletteBody onClose={onClose} onHelp={onHelp} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
