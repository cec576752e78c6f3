import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { ShortcutList } from '../../shortcuts/shortcut-list.tsx'

/** The shortcuts over whatever is shown. */
export const ShortcutsSheet = ({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('nav.shortcuts')} isOpen={isOpen} onClose={onClose} size="large">
      {/* Nothing in it can be pressed: a stop for Tab, so that the keys scroll it. */}
      <ScrollRegion label={text('nav.shortcuts')}>
        <ShortcutList />
      </ScrollRegion>
    </Dialog>
  )
}
