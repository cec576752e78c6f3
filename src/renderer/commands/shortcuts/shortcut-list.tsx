import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { capsOf } from '../../ui/chord.ts'
import type { Shortcut, Shortcuts } from '../../ui/chord.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { rowKeys } from '../../ui/row-keys.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { areas, digitOf } from '../../app/view-state.ts'
import {
  boxKeys,
  claimKeys,
  drawingKeys,
  editorKeys,
  findingKeys,
  handleKeys,
  listKeys,
  lockKeys,
  lookingKeys,
  mapKeys,
  paneKeys,
  nativeKeys,
  pageKeys,
  reviewKeys,
  stageKeys,
  textSizeKeys,
  timelineKeys,
  windowKeys,
} from './keys.ts'
import styles from './shortcut-list.module.css'

const digits = areas.map(digitOf).filter((digit) => digit !== null)

const views: Shortcuts = {
  go: {
    says: 'nav.shortcutGo',
    keys: [`Ctrl+${digits[0] ?? ''} … ${digits.at(-1) ?? ''}`],
  },
}

/** The shortcut tables by context, the same tables that the key handlers use. */
const parts: readonly (readonly [MessageKey, readonly Shortcuts[]])[] = [
  ['keys.everywhere', [windowKeys, views, textSizeKeys, nativeKeys, lockKeys]],
  ['keys.lists', [rowKeys, listKeys]],
  ['keys.text', [editorKeys, paneKeys]],
  ['lint.title', [findingKeys]],
  ['keys.claims', [claimKeys]],
  ['review.keys.title', [reviewKeys]],
  ['nav.timeline', [timelineKeys]],
  ['keys.handles', [handleKeys]],
  ['nav.map', [mapKeys]],
  ['keys.pictures', [stageKeys, lookingKeys]],
  ['keys.boxes', [boxKeys, drawingKeys]],
  ['keys.pages', [pageKeys]],
]

const Line = ({ shortcut }: { readonly shortcut: Shortcut }): ReactElement => (
  <div className={styles['line']}>
    <dt>{useText()(shortcut.says)}</dt>
    <dd className={styles['keys']}>
      {[...shortcut.keys, ...(shortcut.native ?? [])].map((chord) => (
        <Kbd key={chord} keys={capsOf(chord)} />
      ))}
    </dd>
  </div>
)

/** Every shortcut of the window, from the tables of the key handlers. */
export const ShortcutList = (): ReactElement => {
  const text = useText()
  return (
    <div className={styles['parts']}>
      {parts.map(([name, tables]) => (
        <section key={name} className={styles['part']}>
          <h3 className={styles['heading']}>{text(name)}</h3>
          <dl>
            {tables.flatMap((table) =>
              Object.entries(table).map(([id, shortcut]) => <Line key={id} shortcut={shortcut} />),
            )}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** The shortcuts in a dialog over the view. */
export const ShortcutsSheet = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('nav.shortcuts')} isOpen onClose={onClose} size="large">
      {/* It contains no control: the tab stop lets the keys scroll it. */}
      <ScrollRegion label={text('nav.shortcuts')}>
        <ShortcutList />
      </ScrollRegion>
    </Dialog>
  )
}
