import { expect } from 'vitest'

/**
 * All that the running app may have, as closed lists. If a new Chromium adds an item, the test that
 * compares the app with its list fails and names it. Add an entry only with its reason.
 */

/** Files in the profile after a day of work. What Chromium keeps of a session is not among them. */
export const profileFiles: readonly (readonly [name: RegExp, reason: string])[] = [
  [/^client_id$/, 'a random number of the crash reporter, which is off: new at each start'],
  [/^DevToolsActivePort$/, 'where a test drives the app, and not otherwise'],
]

/** Folders in the profile. None of them can be opened for writing but the empty one of the speller. */
export const profileFolders: readonly (readonly [name: RegExp, reason: string])[] = [
  [/^data$/, 'ours, closed to writing: the data folder of GTK'],
  [/^Dictionaries$/, 'made by Chromium for its speller, which is off'],
]

/** Web preferences of every page of the app, as Electron reports them. */
export const webPreferences: Readonly<Record<string, boolean | string>> = {
  allowRunningInsecureContent: false,
  contextIsolation: true,
  disableDialogs: true,
  disablePopups: false,
  enableBlinkFeatures: '',
  experimentalFeatures: false,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  safeDialogs: true,
  safeDialogsMessage: '',
  sandbox: true,
  webSecurity: true,
  webviewTag: false,
}

/** A page has exactly these preferences, and scripts where it has some. */
export const expectClosed = (preferences: object, hasScripts: boolean): void =>
  expect(preferences).toEqual({ ...webPreferences, javascript: hasScripts })

/** Processes of the app: Chromium's by type and service, and programs by name. */
export const processes: readonly (readonly [kind: string, reason: string])[] = [
  ['main', 'the app itself'],
  ['zygote', 'starts the sandboxed processes'],
  ['gpu-process', 'puts drawn pages together; drawing itself is done in software'],
  ['renderer', 'the window, the page of a PDF or an image, the printing window: one each'],
  ['utility network.mojom.NetworkService', 'serves the pages of the app to their sessions'],
  ['utility node.mojom.NodeService', 'the vault process'],
  ['utility printing.mojom.PrintCompositor', 'puts the pages of a print together'],
  [
    'program gdbus',
    'tells when the screen is locked or the machine sleeps; gets nothing of the app',
  ],
]

/** Switches by which Chromium starts its processes, without their values. */
export const switches: ReadonlySet<string> = new Set(
  [
    ...['app-path disable-breakpad disable-databases disable-features disable-gpu-compositing'],
    ...['disable-quic enable-crash-reporter enable-sandbox field-trial-handle'],
    ...['gpu-preferences host-resolver-rules lang launch-time-ticks max-semi-space-size'],
    ...['no-zygote-sandbox num-raster-threads remote-debugging-port renderer-client-id'],
    ...['secure-schemes service-sandbox-type shared-files standard-schemes type use-angle use-gl'],
    ...['time-ticks-at-unix-epoch user-data-dir utility-sub-type variations-seed-version'],
  ].flatMap((line) => line.split(' ')),
)

/** Switches of programs that are not the app's own. */
export const programSwitches: ReadonlySet<string> = new Set(['dest', 'session', 'system'])

/** Values of the switches that set what a process may do. A feature is only ever turned off. */
export const switchValues: Readonly<Record<string, RegExp>> = {
  'standard-schemes': /^app$/,
  'secure-schemes': /^app$/,
  'host-resolver-rules': /^MAP$/,
  'use-angle': /^swiftshader-webgl$/,
}

/** Switches of the main process in a test: they are the test's own, and the vault's folder. */
export const mainSwitches: ReadonlySet<string> = new Set([
  'inspect',
  'log-net-log',
  'net-log-capture-mode',
  'remote-debugging-port',
  'vault',
])

/**
 * The schemes that the session of each page answers, and Electron's own session, which has no page.
 * After a print that session has no page any more.
 */
export const answeredSchemes: Readonly<Record<string, readonly string[]>> = {
  understory: ['app'],
  image: ['app'],
  pdf: ['app'],
  print: [],
  '': [],
}

/** Schemes that Chromium gives an origin. All but ours are refused: `network` and `probes` try them. */
export const originSchemes: readonly string[] = [
  ...['app', 'chrome', 'chrome-extension', 'chrome-untrusted', 'devtools', 'file', 'ftp', 'http'],
  ...['https', 'ws', 'wss'],
]

/** Permissions that this Chromium knows and denies to the page. */
export const deniedPermissions: readonly string[] = [
  ...['accelerometer', 'background-fetch', 'background-sync', 'camera', 'clipboard-read'],
  ...['clipboard-write', 'display-capture', 'geolocation', 'gyroscope', 'idle-detection'],
  ...['keyboard-lock', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'notifications'],
  ...[
    'payment-handler',
    'periodic-background-sync',
    'persistent-storage',
    'pointer-lock',
    'screen-wake-lock',
  ],
  ...['storage-access', 'window-management'],
]

/** Permissions that Chromium knows by name and cannot give: not built, or not to be asked for. */
export const absentPermissions: readonly string[] = [
  ...['accessibility-events', 'ambient-light-sensor', 'captured-surface-control', 'fullscreen'],
  ...['nfc', 'push', 'speaker-selection', 'system-wake-lock', 'top-level-storage-access'],
  ...['web-app-installation'],
]

/** Features of Chromium's permissions policy that the page's header leaves, by their beginning. */
export const allowedFeatures: readonly (readonly [name: RegExp, reason: string])[] = [
  [/^ch-/, 'what a request tells a server about the browser, and there is none'],
  [/^unload$/, 'an event when the page ends'],
]

/** The page's view of the machine and of services: every name on `navigator`. */
export const navigatorNames: ReadonlySet<string> = new Set(
  [
    ...['adAuctionComponents appCodeName appName appVersion canLoadAdAuctionFencedFrame'],
    ...['clearAppBadge clearOriginJoinedAdInterestGroups clipboard connection constructor'],
    ...['cookieEnabled createAuctionNonce credentials deprecatedReplaceInURN'],
    ...['deprecatedRunAdAuctionEnforcesKAnonymity deprecatedURNToURL deviceMemory doNotTrack'],
    ...['geolocation getBattery getGamepads getInstalledRelatedApps getUserMedia gpu'],
    ...['hardwareConcurrency hid ink javaEnabled joinAdInterestGroup keyboard language languages'],
    ...['leaveAdInterestGroup locks login managed maxTouchPoints mediaCapabilities mediaDevices'],
    ...['mediaSession mimeTypes onLine pdfViewerEnabled permissions platform plugins presentation'],
    ...['product productSub protectedAudience registerProtocolHandler requestMIDIAccess'],
    ...['requestMediaKeySystemAccess runAdAuction scheduling sendBeacon serial serviceWorker'],
    ...['setAppBadge storage storageBuckets unregisterProtocolHandler updateAdInterestGroups usb'],
    ...['userActivation userAgent userAgentData vendor vendorSub vibrate virtualKeyboard wakeLock'],
    ...['webdriver webkitGetUserMedia webkitPersistentStorage webkitTemporaryStorage'],
    ...['windowControlsOverlay xr'],
  ].flatMap((line) => line.split(' ')),
)

/** The names that a list does not have. */
export const unlisted = (
  names: Iterable<string>,
  list: readonly (readonly [name: RegExp | string, reason: string])[],
): string[] =>
  [...new Set(names)].filter(
    (name) =>
      !list.some(([known]) => (typeof known === 'string' ? known === name : known.test(name))),
  )
