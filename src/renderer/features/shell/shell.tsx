import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { VaultEvent, Out } from '../../../shared/contract.ts'
import { useVaultEvent, call, useVaultQuery } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { Icon } from '../../ui/icon.tsx'
import { SkipLink } from '../../ui/skip-link.tsx'
import { useToast } from '../../ui/toast.tsx'
import { BackupBar, RescueBar } from './bars.tsx'
import { Nav } from './nav.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import styles from './shell.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { ShortcutList } from '../../commands/shortcuts/shortcut-list.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { readAgain, readDecisionsAgain } from '../../data/query-client.ts'
import { useSettingsSection } from '../../app/use-settings-section.ts'
import { Button } from '../../ui/button.tsx'
import usedCodeBarStyles from './bars.module.css'

/** The code that lay at the desk was used. Another one can be put off until the next opening. */
const UsedCodeBar = (): ReactElement | null => {
  const text = useText()
  const showSection = useSettingsSection()
  const { data } = useVaultQuery('escrow.status', {})
  const [later, setLater] = useState(false)
  const used = data?.own?.used ?? null
  if (used === null || later) return null
  return (
    <aside aria-label={text('escrow.usedBar')} className={usedCodeBarStyles['backup']}>
      <Icon name="key" size={16} />
      <p>
        <strong>{text('escrow.usedBar')}</strong> {text('escrow.usedBarText')}
      </p>
      <Button size="small" onPress={() => showSection('access')}>
        {text('backup.toSettings')}
      </Button>
      <Button size="small" variant="quiet" onPress={() => setLater(true)}>
        {text('backup.later')}
      </Button>
    </aside>
  )
}

/** Changes that come faster are read together: many acts one after the other are not many readings. */
const togetherMs = 250

/**
 * Everything shown is read again after a change: at once after the first, once after those that follow.
 * What a person decides on is asked for again at once after each.
 */
const useChanges = (): (() => void) => {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const isOwed = useRef(false)
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
  return useCallback(() => {
    const read = (): void => {
      isOwed.current = false
      void readAgain(client)
      timer.current = setTimeout(() => {
        timer.current = null
        if (isOwed.current) read()
      }, togetherMs)
    }
    if (timer.current === null) read()
    else {
      isOwed.current = true
      void readDecisionsAgain(client)
    }
  }, [client])
}

/** Main's idle clock has minutes; telling it more often than this is of no use. */
const everyMs = 5_000
const inputs = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const

/** Tells main that the person is there, so that the vault does not lock under their hands. */
const useActivity = (): void => {
  useEffect(() => {
    let last = 0
    const tell = (): void => {
      const now = performance.now()
      if (now - last < everyMs) return
      last = now
      void call('app.activity', {}).catch(() => undefined)
    }
    tell()
    for (const input of inputs) window.addEventListener(input, tell, { passive: true })
    return () => {
      for (const input of inputs) window.removeEventListener(input, tell)
    }
  }, [])
}

/** The shortcuts over whatever is shown. */
const ShortcutsSheet = ({
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
  useVaultEvent(listen)
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
