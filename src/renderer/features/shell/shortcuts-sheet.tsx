import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { areas } from '../../view-state.tsx'
import styles from './shortcuts-sheet.module.css'

const shortcuts = [
  ['nav.shortcutPalette', ['Ctrl', 'K']],
  ['nav.shortcutGo', ['Ctrl', `1 – ${areas.length}`]],
  ['nav.shortcutNewReport', ['Ctrl', 'N']],
  ['nav.shortcutFind', ['Ctrl', 'F']],
  ['lint.keys.next', ['F8']],
  ['lint.keys.previous', ['Shift', 'F8']],
  ['lint.keys.settle', ['Alt', 'Enter']],
  ['nav.shortcutMove', ['Tab', '↑ ↓']],
  ['nav.shortcutClose', ['Esc']],
  ['nav.shortcutHelp', ['F1']],
  ['nav.shortcutLock', ['Ctrl', 'L']],
  ['nav.shortcutPanic', ['Ctrl', 'Shift', 'L']],
] as const satisfies readonly (readonly [MessageKey, readonly string[]])[]

/** Every shortcut of the window in one place. */
export const ShortcutsSheet = ({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('nav.shortcuts')} isOpen={isOpen} onClose={onClose} size="small">
      <dl className={styles['list']}>
        {shortcuts.map(([key, keys]) => (
          <div key={key} className={styles['line']}>
            <dt>{text(key)}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
