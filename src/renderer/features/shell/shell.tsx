import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { VaultEvent, Out } from '../../../shared/contract.ts'
import { useVaultEvent, call, useVaultQuery } from '../../data/bridge.ts'
import { later } from '../../data/later.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Icon } from '../../ui/icon.tsx'
import { SkipLink } from '../../ui/link-button.tsx'
import { useToast } from '../../ui/toast.tsx'
import { BackupBar, FixingBar, RescueBar, UnfinishedImportBar } from './bars.tsx'
import { Nav } from './nav.tsx'
import { WindowShortcuts } from './window-shortcuts.ts'
import styles from './shell.module.css'
import { useQueryClient } from '@tanstack/react-query'
import { readAgain, readDecisionsAgain } from '../../data/query-client.ts'
import { isTextOnly, useView } from '../../app/view-state.ts'
import { useSettingsSection } from '../../app/use-settings-section.ts'
import { Button } from '../../ui/button.tsx'
import usedCodeBarStyles from './bars.module.css'

/**
 * Shown after the recovery code held at the desk was used. Replacing it can be put off until the
 * next unlock.
 */
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

/** Changes within this time are refetched together, so that a bulk action causes few refetches. */
const togetherMs = 250

/**
 * Refetches everything shown after a change: at once after the first, once after those that follow.
 * Data for decisions is refetched at once after each.
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

/** Main's idle timer counts minutes, so more frequent reports are useless. */
const everyMs = 5_000
const inputs = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const

/** Reports user activity to main, so that the vault does not lock during use. */
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

const CaseDrop = later(async () => (await import('./case-drop.tsx')).CaseDrop)
const ShortcutsSheet = later(
  async () => (await import('../../commands/shortcuts/shortcut-list.tsx')).ShortcutsSheet,
)
const DropToLook = later(async () => (await import('./drop-to-look.tsx')).DropToLook)

/** Navigation and the current view; alone in following how they are arranged. */
const Panes = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const { view } = useView()
  return (
    <div
      className={styles['panes']}
      data-narrow={view.isNavNarrow || undefined}
      data-text-only={isTextOnly(view) || undefined}
    >
      {children}
    </div>
  )
}

/** The open vault: navigation, the current view, and global commands. */
export const Shell = ({
  vault,
  recovery,
  children,
  palette,
  quickNote,
  tour,
}: {
  readonly vault: Out<'vault.status'>
  /** Shown above everything else unless the vault is open read-only. */
  readonly recovery: ReactNode
  readonly children: ReactNode
  /** Shown below the view during the tour. */
  readonly tour: ReactNode
  /** Opened by Ctrl+K. */
  readonly palette: (state: {
    readonly isOpen: boolean
    readonly onClose: () => void
    readonly onHelp: () => void
    readonly onNote: () => void
  }) => ReactNode
  /** Opened by Ctrl+Shift+N. */
  readonly quickNote: (state: {
    readonly isOpen: boolean
    readonly onClose: () => void
  }) => ReactNode
}): ReactElement => {
  const text = useText()
  const changed = useChanges()
  const [open, setOpen] = useState<'palette' | 'help' | 'note' | null>(null)
  const [locking, setLocking] = useState(false)
  const openPalette = useCallback(() => setOpen('palette'), [])
  const openHelp = useCallback(() => setOpen('help'), [])
  const openNote = useCallback(() => setOpen('note'), [])
  const closeSheet = useCallback(() => setOpen(null), [])
  // The palette closes after its command, which may have opened the sheet.
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

  // Nothing stays visible while the window waits to be destroyed.
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
      <WindowShortcuts onPalette={openPalette} onHelp={openHelp} onNote={openNote} />
      {vault.state === 'rescue' ? (
        <RescueBar reason={vault.reason} />
      ) : (
        <>
          {recovery}
          <UsedCodeBar />
          <BackupBar />
        </>
      )}
      <DropToLook />
      <UnfinishedImportBar isReadOnly={vault.state === 'rescue'} />
      <FixingBar />
      <Panes>
        <SkipLink to="view">{text('nav.skip')}</SkipLink>
        <Nav onPalette={openPalette} onHelp={openHelp} onNote={openNote} />
        <CaseDrop />
        <main id="view" tabIndex={-1} className={styles['view']}>
          {children}
        </main>
      </Panes>
      {tour}
      {palette({
        isOpen: open === 'palette',
        onClose: closePalette,
        onHelp: openHelp,
        onNote: openNote,
      })}
      {open === 'help' && <ShortcutsSheet onClose={closeSheet} />}
      {quickNote({ isOpen: open === 'note', onClose: closeSheet })}
    </div>
  )
}
