import { app } from 'electron'

/**
 * Blank and constant, also for windows that are never shown: titles end up in task bars, screen
 * recordings and window managers' logs, and the title of a printed page is content.
 */
export const keepTitlesEmpty = (): void => {
  app.on('browser-window-created', (_, window) => {
    window.on('page-title-updated', (event) => event.preventDefault())
  })
}

/**
 * Prevents peer connections by WebRTC, which ignores a page's policy and its session's request
 * filter: only connections through the proxy remain, and no proxy answers. Chromium's switch with
 * that name belongs to Chrome, and Electron does not know it.
 *
 * Must run before the first window is made.
 */
export const denyPeers = (): void => {
  app.on('web-contents-created', (_, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  })
}

/** Pages cannot navigate, open windows, embed pages or pick a device. */
export const denyNavigation = (): void => {
  app.on('web-contents-created', (_, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('select-bluetooth-device', (event, _devices, choose) => {
      event.preventDefault()
      choose('')
    })
  })
}

/**
 * Preferences of all our pages, visible or hidden: the sandbox is on, and every optional feature is
 * off. The caller adds its session and preload script.
 */
export const closedPreferences = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  // A page database that newer Chromium no longer has.
  enableWebSQL: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  devTools: false,
  safeDialogs: true,
  disableDialogs: true,
} as const
