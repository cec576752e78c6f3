import { app } from 'electron'
import type { BrowserWindow, Rectangle } from 'electron'
import type { TextSize } from '../../shared/records.ts'
import { builtPaths } from './paths.ts'
import { appPolicy, servePage } from './protocol.ts'
import { createSession } from './session.ts'
import { createVaultHost } from './vault-host.ts'
import type { VaultHost } from './vault-host.ts'
import { createWindow, pageAddress } from './window.ts'

/** One window and its vault process, which end together. */
export type AppWindow = {
  readonly folder: string
  readonly window: BrowserWindow
  readonly host: VaultHost
}

const loadsMost = 20
const againMs = 100

/**
 * Loads the page. If Chromium's network process ends at this moment, loading never finishes, or
 * fails: the page is requested again, before any part was shown.
 */
const loadPage = (window: BrowserWindow): void => {
  let loads = 0
  const load = (): void => {
    const own = ++loads
    window.loadURL(pageAddress).catch(() => {
      // Also rejects on a second load, or when the window is destroyed meanwhile.
      const isOver = own !== loads || own >= loadsMost || window.isDestroyed()
      if (!isOver) setTimeout(() => !window.isDestroyed() && load(), againMs)
    })
  }
  const onGone = (_event: unknown, { serviceName }: { readonly serviceName?: string }): void => {
    if (serviceName === 'network.mojom.NetworkService') load()
  }
  const done = (): unknown => app.off('child-process-gone', onGone)
  app.on('child-process-gone', onGone)
  window.webContents.once('dom-ready', done)
  window.once('closed', done)
  load()
}

/** When the vault process starts, after the page was painted first. A start takes main 30 ms. */
const startMs = 100

/** When the files of the page are compared, after the same. It takes some 25 ms. */
const compareMs = 500

/**
 * Opens the unlock screen of a vault folder. The vault process starts, and the page's other files
 * are compared with the built ones, once it shows: the first screen waits for neither. If one
 * differs, the window and its vault process end.
 */
export const openAppWindow = (options: {
  readonly folder: string
  readonly bounds: Rectangle | null
  readonly textSize: TextSize
  readonly onCrash: (appWindow: AppWindow) => void
  readonly onOpening: () => void
}): AppWindow => {
  const session = createSession(pageAddress)
  const { bounds, textSize } = options
  const window = createWindow({ session, preload: builtPaths.preload(), bounds, textSize })
  const compareFiles = servePage(session, {
    origin: pageAddress,
    folder: builtPaths.renderer(),
    manifest: builtPaths.rendererManifest(),
    policy: appPolicy,
  })
  loadPage(window)
  const host = createVaultHost({
    folder: options.folder,
    onCrash: () => options.onCrash(appWindow),
    onOpening: options.onOpening,
  })
  const appWindow: AppWindow = { folder: options.folder, window, host }
  const { webContents } = window
  let hasShown = false
  const connect = (): void => {
    if (hasShown && !window.isDestroyed()) host.connect(webContents)
  }
  // A page that is loaded once more is connected at once.
  webContents.on('dom-ready', connect)
  const onShown = (): void => {
    hasShown = true
    connect()
  }
  webContents.on('render-process-gone', () => options.onCrash(appWindow))
  const compare = (): void => {
    try {
      compareFiles()
    } catch {
      host.kill()
      if (!window.isDestroyed()) window.destroy()
    }
  }
  window.once('ready-to-show', () => {
    setTimeout(onShown, startMs)
    setTimeout(compare, compareMs)
  })
  return appWindow
}

/** Tells the page that the window is about to close, if the page still exists. */
export const announceLocking = (window: BrowserWindow): void => {
  if (window.isDestroyed() || window.webContents.isCrashed()) return
  window.webContents.send('vault-event', { kind: 'locking' })
}

/** Closes the vault, then destroys the window; takes a second at most. */
export const closeAppWindow = async ({ window, host }: AppWindow): Promise<void> => {
  announceLocking(window)
  await host.close()
  if (!window.isDestroyed()) window.destroy()
}
