import { protocol } from 'electron'
import type { Session } from 'electron'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Must run before the app is ready. `standard` gives the page an origin, which modules need. */
export const registerScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true } },
  ])
}

const Manifest = z.strictObject({
  version: z.literal(1),
  files: z.record(
    z.string(),
    z.strictObject({ sha256: z.string(), type: z.string(), bytes: z.int() }),
  ),
})

type Served = { readonly content: Buffer; readonly type: string }

const index = 'index.html'

/** One of our pages: its address, its files and its policy. */
export type BuiltPage = {
  /** With its slash. */
  readonly origin: string
  readonly folder: string
  readonly manifest: string
  readonly policy: (nonce: string) => string
}

/**
 * The files of the page, read once: exact address → content. Only an exact address matches, so
 * there is no path to traverse.
 *
 * @throws Error when a file differs from the built one.
 */
const readFiles = ({ origin, folder, manifest }: BuiltPage): ReadonlyMap<string, Served> => {
  const { files } = Manifest.parse(JSON.parse(readFileSync(manifest, 'utf8')))
  const entries = Object.entries(files).map(([name, { sha256, type }]) => {
    const content = readFileSync(join(folder, name))
    if (createHash('sha256').update(content).digest('hex') !== sha256) {
      throw new Error('the page differs from what was built')
    }
    return [origin + (name === index ? '' : name), { content, type }] as const
  })
  return new Map(entries)
}

/** By origin. Electron keeps every session and its handlers until the app ends. */
const read = new Map<string, ReadonlyMap<string, Served>>()

/** Read once for all sessions that show the page. @throws Error as `readFiles`. */
const filesOf = (page: BuiltPage): ReadonlyMap<string, Served> => {
  const files = read.get(page.origin) ?? readFiles(page)
  read.set(page.origin, files)
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

/** Serves a page in its session: the files of the build by GET, 404 for everything else. */
export const servePage = (session: Session, page: BuiltPage): void => {
  const files = filesOf(page)
  session.protocol.handle('app', (request) => {
    const nonce = randomBytes(16).toString('base64')
    const policy = page.policy(nonce)
    const served = request.method === 'GET' ? files.get(request.url) : undefined
    if (served === undefined) {
      return new Response(null, { status: 404, headers: headers(policy, 'text/plain') })
    }
    const body =
      request.url === page.origin
        ? withNonce(served.content, nonce)
        : new Uint8Array(served.content)
    return new Response(body, { headers: headers(policy, served.type) })
  })
}
