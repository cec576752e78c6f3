import { useEffect } from 'react'
import { windowKeys } from '../../commands/shortcuts/keys.ts'
import { isCovered, isTyping } from '../../typing.ts'
import { actIn, isChord } from '../../ui/chord.ts'
import { useUndo } from '../../commands/undo.tsx'
import { areas, digitOf, useView } from '../../app/view-state.ts'

/** Focuses the search box of the current view. */
const focusSearch = (): void =>
  document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus()

/**
 * The shortcuts of the window, except locking, which main handles first. A key already handled
 * inside, such as the editor's search, is ignored. A component without a view, so that it alone
 * follows the steps of the view.
 */
export const WindowShortcuts = ({
  onPalette,
  onHelp,
  onNote,
}: {
  readonly onPalette: () => void
  readonly onHelp: () => void
  readonly onNote: () => void
}): null => {
  const { view, go, select, narrowNav } = useView()
  const isNarrow = view.isNavNarrow
  const { undo } = useUndo()
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return
      const act = (): (() => void) | undefined => {
        const area = areas.find((one) => isChord(event, `Ctrl+${digitOf(one) ?? ''}`))
        if (area !== undefined) return () => go(area)
        switch (actIn(event, windowKeys)) {
          case 'palette':
            return onPalette
          case 'newReport':
            return () => select('reports', 'new')
          case 'quickNote':
            return onNote
          case 'sidebar':
            return () => narrowNav(!isNarrow)
          case 'find':
            return () => go('reports', focusSearch)
          case 'undo':
            // A held key must not undo several actions.
            return isTyping(event.target) || event.repeat || isCovered() ? undefined : undo
          case 'settings':
            return () => go('settings')
          case 'manual':
            return () => go('help')
          case 'sheet':
            return isTyping(event.target) ? undefined : onHelp
          case null:
            return undefined
        }
      }
      const found = act()
      if (found === undefined) return
      event.preventDefault()
      found()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [go, isNarrow, narrowNav, onHelp, onNote, onPalette, select, undo])
  return null
}
