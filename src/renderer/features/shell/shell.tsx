import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { VaultEvent, Out } from '../../../shared/contract.ts'
import { useDeskEvent } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { Icon } from '../../ui/icon.tsx'
import { SkipLink } from '../../ui/skip-link.tsx'
import { useToast } from '../../ui/toast.tsx'
import { BackupBar, RescueBar } from './bars.tsx'
import { Nav } from './nav.tsx'
import { ShortcutsSheet } from './shortcuts-sheet.tsx'
import { useActivity } from './use-activity.ts'
import { useChanges } from './use-changes.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { UsedCodeBar } from './used-code-bar.tsx'
import styles from './shell.module.css'

/** The open vault: navigation beside the view that was chosen, and what is reached from anywhere. */
export const Shell = ({
  vault,
  children,
  palette,
  tour,
}: {
  readonly vault: Out<'vault.status'>
  readonly children: ReactNode
  /** Stands under the view while somebody is shown around. */
  readonly tour: ReactNode
  /** What Ctrl+K opens. */
  readonly palette: (state: {
    readonly isOpen: boolean
    readonly onClose: () => void
    readonly onHelp: () => void
  }) => ReactNode
}): ReactElement => {
  const text = useText()
  const changed = useChanges()
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)
  const [locking, setLocking] = useState(false)
  const openPalette = useCallback(() => setOpen('palette'), [])
  const openHelp = useCallback(() => setOpen('help'), [])
  const closeHelp = useCallback(() => setOpen(null), [])
  // The palette closes after its act, which may have been to open the sheet.
  const closePalette = useCallback(
    () => setOpen((current) => (current === 'palette' ? null : current)),
    [],
  )
  const listen = useCallback(
    (event: VaultEvent) => {
      if (event.kind === 'changed') changed()
      if (event.kind === 'locking') setLocking(true)
    },
    [changed],
  )
  useDeskEvent(listen)
  useActivity()
  const toast = useToast()
  const told = useRef(false)
  useEffect(() => {
    if (!vault.repaired || told.current) return
    told.current = true
    toast({ text: text('nav.repaired') })
  }, [text, toast, vault.repaired])
  useShortcuts({ onPalette: openPalette, onHelp: openHelp })

  // Nothing stays to be seen while the window waits to be destroyed.
  if (locking) {
    return (
      <div role="status" className={styles['locking']}>
        <Icon name="lock" size={28} />
        {text('nav.locking')}
      </div>
    )
  }
  return (
    <div className={styles['shell']}>
      {vault.state === 'rescue' ? (
        <RescueBar reason={vault.reason} />
      ) : (
        <>
          <UsedCodeBar />
          <BackupBar />
        </>
      )}
      <div className={styles['panes']}>
        <SkipLink to="view">{text('nav.skip')}</SkipLink>
        <Nav onPalette={openPalette} onHelp={openHelp} />
        <main id="view" tabIndex={-1} className={styles['view']}>
          {children}
        </main>
      </div>
      {tour}
      {palette({ isOpen: open === 'palette', onClose: closePalette, onHelp: openHelp })}
      <ShortcutsSheet isOpen={open === 'help'} onClose={closeHelp} />
    </div>
  )
}
