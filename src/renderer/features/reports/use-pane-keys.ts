import { useEffect } from 'react'
import { paneKeys } from '../../commands/shortcuts/keys.ts'
import { isCovered } from '../../typing.ts'
import { actIn } from '../../ui/chord.ts'
import { useView } from '../../app/view-state.ts'

/** The keys that show and hide the columns of the report view, wherever the focus is in it. */
export const usePaneKeys = (): void => {
  const { view, arrangePanes } = useView()
  const { isListShown, isInspectorShown, isTextOnly } = view.panes
  const isOpen = view.selected.reports !== null
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || !isOpen || isCovered()) return
      const act = actIn(event, paneKeys)
      if (act === null) return
      event.preventDefault()
      if (act === 'text') arrangePanes({ isTextOnly: !isTextOnly })
      else if (isTextOnly) arrangePanes({ isTextOnly: false })
      else if (act === 'list') arrangePanes({ isListShown: !isListShown })
      else arrangePanes({ isInspectorShown: !isInspectorShown })
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [arrangePanes, isInspectorShown, isListShown, isOpen, isTextOnly])
}
