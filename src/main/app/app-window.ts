import { app } from 'electron'
import type { BrowserWindow, Rectangle } from 'electron'
import type { TextSize } from '../../shared/records.ts'
import { builtPaths } from './paths.ts'
import { appPolicy, servePage } from './protocol.ts'
import { createSession } from './session.ts'
import { startVaultHost } from './vault-host.ts'
import type { VaultHost } from './vault-host.ts'
import { createWindow, pageAddress } from './window.ts'

/** One window and its vault process, created and ended together. */
export type AppWindow = {
  readonly folder: string
  readonly window: BrowserWindow
  readonly host: VaultHost
}

/**
 * Loads the page. If Chromium's network process ends at this moment, loading never finishes: the
 * page is requested again, before any part was shown.
 */
const loadPage = (window: BrowserWindow): void => {
  const load = (): void => {
    // Rejects on a second load, or when the window is destroyed meanwhile.
    window.loadURL(pageAddress).catch(() => undefined)
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

/** Opens the unlock screen of a vault folder. */
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
  const host = startVaultHost({
    folder: options.folder,
    onCrash: () => options.onCrash(appWindow),
    onOpening: options.onOpening,
  })
  const appWindow: AppWindow = { folder: options.folder, window, host }
  const { webContents } = window
  webContents.on('dom-ready', () => host.connect(webContents))
  webContents.on('render-process-gone', () => options.onCrash(appWindow))
  try {
    // Takes some 25 ms, while the processes start.
    compareFiles()
  } catch (cause) {
    host.kill()
    window.destroy()
    throw cause
  }
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
