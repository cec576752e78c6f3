import { useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { CommandBox, CommandWindow } from '../../ui/command-box.tsx'
import { usePaletteActions } from './use-palette-actions.ts'
import type { PaletteActions } from './use-palette-actions.ts'
import { usePaletteSections } from './use-palette-sections.ts'

const PaletteBox = ({
  actions,
  onClose,
}: {
  readonly actions: PaletteActions
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const [query, setQuery] = useState('')
  return (
    <CommandBox
      words={{
        title: text('palette.title'),
        placeholder: text('palette.placeholder'),
        results: text('palette.results'),
        nothing: text('palette.nothing'),
      }}
      query={query}
      sections={usePaletteSections(query.trim(), actions)}
      onQuery={setQuery}
      onClose={onClose}
    />
  )
}

/** Global commands are built once, not on each letter. */
const PaletteBody = ({
  onClose,
  ...sheets
}: {
  readonly onClose: () => void
  readonly onHelp: () => void
  readonly onNote: () => void
}): ReactElement => <PaletteBox actions={usePaletteActions(sheets)} onClose={onClose} />

/**
 * One box for everything: type the name of a view, a command, or words of a record, and press
 * Enter.
 */
export const Palette = ({
  isOpen,
  ...rest
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onHelp: () => void
  readonly onNote: () => void
}): ReactElement => (
  <CommandWindow title={useText()('palette.title')} isOpen={isOpen} onClose={rest.onClose}>
    <PaletteBody {...rest} />
  </CommandWindow>
)
