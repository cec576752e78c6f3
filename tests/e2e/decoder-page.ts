import { readFileSync } from 'node:fs'
import type { ElectronApplication } from 'playwright'
import { expect } from 'vitest'
import { expectClosed } from './closed-lists.ts'

/** Runs in a page: what it can reach, and what its policy refuses. */
const probe = (address: string): string => `(async () => {
  const refused = async (act) => { try { await act(); return false } catch { return true } }
  const violated = []
  document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective))
  const answer = {
    names: ['api', 'require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    fetched: !(await refused(() => fetch('https://example.org/'))),
    own: !(await refused(() => fetch('${address}index.html'))),
    other: !(await refused(() => import('app://understory/'))),
    opened: globalThis.open('${address}') !== null,
    html: !(await refused(() => { document.createElement('div').innerHTML = '<b>x</b>' })),
    policy: !(await refused(() => trustedTypes.createPolicy('any', {}))),
    ran: 'ran' in globalThis,
  }
  for (const source of ['https://example.org/a.png', '${address}index.html', 'blob:${address}0']) {
    const image = new Image()
    image.src = source
    document.body.append(image)
  }
  location.href = 'https://example.org/'
  await new Promise((resolve) => setTimeout(resolve, 200))
  return { ...answer, violated }
})()`

/**
 * The page that decodes a file has no bridge, no Node, no request and no navigation, and a sandboxed
 * process and a session of its own.
 *
 * @param address of the page, with its slash.
 * @returns its process.
 */
export const expectConfinedDecoder = async (
  app: ElectronApplication,
  address: string,
): Promise<number> => {
  const found = await app.evaluate(
    async ({ BrowserWindow }, [script, url]) => {
      const [window] = BrowserWindow.getAllWindows().filter(
        (each) => each.webContents.getURL() === url,
      )
      const contents = window?.webContents
      const said = (await contents?.executeJavaScript(script)) as Record<string, unknown>
      const { getLastWebPreferences: last } = contents as unknown as {
        getLastWebPreferences: () => object
      }
      return {
        said,
        preferences: last.call(contents),
        peers: contents?.getWebRTCIPHandlingPolicy(),
        isVisible: window?.isVisible(),
        persistent: contents?.session.isPersistent(),
        storage: contents?.session.getStoragePath() ?? null,
        isShared: BrowserWindow.getAllWindows().some(
          (each) => each !== window && each.webContents.session === contents?.session,
        ),
        pid: contents?.getOSProcessId() ?? 0,
        pids: BrowserWindow.getAllWindows().map((each) => each.webContents.getOSProcessId()),
      }
    },
    [probe(address), address] as const,
  )
  expect(found.said).toMatchObject({
    names: [],
    fetched: false,
    own: false,
    other: false,
    opened: false,
    html: false,
    policy: false,
    ran: false,
  })
  expect(found.said['violated']).toEqual(
    expect.arrayContaining(['connect-src', 'img-src', 'require-trusted-types-for']),
  )
  expectClosed(found.preferences, true)
  expect(found).toMatchObject({
    peers: 'disable_non_proxied_udp',
    isVisible: false,
    persistent: false,
    storage: null,
    isShared: false,
  })
  // A process of its own, under the system's filter of calls and with no new rights.
  expect(new Set(found.pids).size).toBe(found.pids.length)
  const status = readFileSync(`/proc/${String(found.pid)}/status`, 'utf8')
  expect(status).toMatch(/^Seccomp:\s+2$/m)
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m)
  return found.pid
}
