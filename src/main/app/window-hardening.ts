import { app } from 'electron'

/**
 * Blank and constant, also of windows that are never shown: titles end up in task bars, screen recordings
 * and window managers' logs, and the title of what is printed is content.
 */
export const keepTitlesEmpty = (): void => {
  app.on('browser-window-created', (_, window) => {
    window.on('page-title-updated', (event) => event.preventDefault())
  })
}

/**
 * No page reaches a peer by WebRTC, which asks neither the policy of a page nor the filter of its
 * requests: what is left to it are connections by way of the proxy, and there is none that answers.
 * Chromium's switch of that name is Chrome's own, and Electron does not know it.
 *
 * Must run before the first window is made.
 */
export const denyPeers = (): void => {
  app.on('web-contents-created', (_, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  })
}

/** No page ever leads anywhere: nothing navigates, opens, embeds or picks a device. */
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
 * What every page of ours is without, seen or hidden: the sandbox is on, and all that can be closed is.
 * Whoever shows a page adds what it has: a session, a preload script.
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
  // A database of pages that newer Chromium does not have.
  enableWebSQL: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  devTools: false,
  safeDialogs: true,
  disableDialogs: true,
} as const
