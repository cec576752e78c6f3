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

const origin = 'app://desk/'
const index = 'index.html'

/**
 * The files of the page, read once: exact address → content. An address is a key or it is nothing,
 * so there is no path to traverse.
 *
 * @throws Error when a file is not the one that was built.
 */
const readFiles = (folder: string, manifest: string): ReadonlyMap<string, Served> => {
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

// React Aria and CodeMirror add style elements; they sign them with the page's nonce.
const policy = (nonce: string): string =>
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

const headers = (nonce: string, type: string): Record<string, string> => ({
  'content-security-policy': policy(nonce),
  'content-type': type,
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
})

const withNonce = (page: Buffer, nonce: string): string =>
  page.toString('utf8').replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`)

/** Answers `app://desk/` in this session: the files of the build by GET, 404 for everything else. */
export const servePage = (session: Session, folder: string, manifest: string): void => {
  const files = readFiles(folder, manifest)
  session.protocol.handle('app', (request) => {
    const nonce = randomBytes(16).toString('base64')
    const served = request.method === 'GET' ? files.get(request.url) : undefined
    if (served === undefined) {
      return new Response(null, { status: 404, headers: headers(nonce, 'text/plain') })
    }
    const body =
      request.url === origin ? withNonce(served.content, nonce) : new Uint8Array(served.content)
    return new Response(body, { headers: headers(nonce, served.type) })
  })
}
