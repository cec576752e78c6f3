import { protocol } from 'electron'
import type { Session } from 'electron'
import { randomBytes } from 'node:crypto'
import { assertAsBuilt, pageFiles } from './page-files.ts'
import type { PageFile, PageFolder } from './page-files.ts'

/** Must run before the app is ready. `standard` gives the page an origin, which modules need. */
export const registerScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true } },
  ])
}

/** One of our pages: its address, its files and its policy. */
export type BuiltPage = PageFolder & {
  readonly policy: (nonce: string) => string
}

/** By origin. Electron keeps every session and its handlers until the app ends. */
const known = new Map<string, ReadonlyMap<string, PageFile>>()
const compared = new Set<string>()

const filesOf = (page: BuiltPage): ReadonlyMap<string, PageFile> => {
  const files = known.get(page.origin) ?? pageFiles(page)
  known.set(page.origin, files)
  return files
}

/** The window's policy. React Aria and CodeMirror add style elements with the page's nonce. */
export const appPolicy = (nonce: string): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' blob:`,
    `font-src 'self'`,
    `connect-src 'none'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ')

/**
 * Features that no page may request, whatever code runs in it: all that Chromium's permissions
 * policy knows, but for client hints and the `unload` event. The session refuses them too; but
 * requesting a USB device from a session in memory ends the whole app in some versions of Electron
 * (43 is reported to), so the request must not leave the page. A test fails when Chromium knows
 * another one.
 */
const neverAsked = [
  ...['usb', 'hid', 'serial', 'bluetooth', 'midi', 'gamepad', 'xr-spatial-tracking'],
  ...['camera', 'microphone', 'display-capture', 'geolocation', 'local-fonts', 'idle-detection'],
  ...['accelerometer', 'gyroscope', 'magnetometer', 'payment', 'publickey-credentials-get'],
  ...['publickey-credentials-create', 'identity-credentials-get', 'otp-credentials'],
  ...['screen-wake-lock', 'picture-in-picture', 'fullscreen', 'autoplay', 'encrypted-media'],
  ...['clipboard-read', 'clipboard-write', 'keyboard-map', 'window-management', 'storage-access'],
  ...['compute-pressure', 'cross-origin-isolated', 'sync-xhr', 'attribution-reporting'],
  ...['browsing-topics', 'interest-cohort', 'join-ad-interest-group', 'run-ad-auction'],
  ...['private-aggregation', 'private-state-token-issuance', 'private-state-token-redemption'],
  ...['shared-storage', 'shared-storage-select-url'],
]

const headers = (policy: string, type: string): Record<string, string> => ({
  'content-security-policy': policy,
  'content-type': type,
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': neverAsked.map((feature) => `${feature}=()`).join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
})

const withNonce = (page: Buffer, nonce: string): string =>
  page.toString('utf8').replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`)

/**
 * Serves a page in its session: the files of the build by GET, 404 for everything else. A file that
 * differs from the built one is not served.
 *
 * @returns compares all files, once for all sessions. @throws (then) Error as {@link assertAsBuilt}.
 */
export const servePage = (session: Session, page: BuiltPage): (() => void) => {
  const files = filesOf(page)
  session.protocol.handle('app', (request) => {
    const nonce = randomBytes(16).toString('base64')
    const policy = page.policy(nonce)
    const file = request.method === 'GET' ? files.get(request.url) : undefined
    const content = file?.read() ?? null
    if (file === undefined || content === null) {
      return new Response(null, { status: 404, headers: headers(policy, 'text/plain') })
    }
    const body = request.url === page.origin ? withNonce(content, nonce) : new Uint8Array(content)
    return new Response(body, { headers: headers(policy, file.type) })
  })
  return () => {
    if (compared.has(page.origin)) return
    assertAsBuilt(files)
    compared.add(page.origin)
  }
}
