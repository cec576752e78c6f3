import { useEffect } from 'react'
import { areas, useView } from '../../view-state.tsx'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select'))

/** Puts the cursor into the search box once the view that has it is shown. */
const focusSearch = (): void => {
  requestAnimationFrame(() =>
    document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus(),
  )
}

/**
 * The shortcuts of the window, except locking, which main hears first. A key that something inside
 * has taken, such as the editor's own search, is left to it.
 */
export const useShortcuts = ({
  onPalette,
  onHelp,
}: {
  readonly onPalette: () => void
  readonly onHelp: () => void
}): void => {
  const { go, select } = useView()
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return
      const act = (): (() => void) | undefined => {
        if (event.key === 'F1') return onHelp
        if (!event.ctrlKey && !event.metaKey) {
          return event.key === '?' && !isTyping(event.target) ? onHelp : undefined
        }
        if (event.shiftKey) return undefined
        const key = event.key.toLowerCase()
        const area = areas[Number(key) - 1]
        if (area !== undefined) return () => go(area)
        if (key === 'k') return onPalette
        if (key === 'n') return () => select('reports', 'new')
        if (key === 'f') {
          return () => {
            go('reports')
            focusSearch()
          }
        }
        return undefined
      }
      const found = act()
      if (found === undefined) return
      event.preventDefault()
      found()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [go, onHelp, onPalette, select])
}
