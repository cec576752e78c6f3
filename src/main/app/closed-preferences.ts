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
