import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { BrowserContext, CDPSession, Page } from 'playwright'
import { decoderPolicy } from '../../src/main/app/decoder-policy.ts'
import type { StartImageProcess } from '../../src/main/vault/decoders/process-channel.ts'
import type { ToImages } from '../../src/shared/image-messages.ts'
import { joined } from '../../src/shared/joined.ts'
import { countStart, noProcesses } from './node-image-host.ts'
import type { Processes } from './node-image-host.ts'

const root = join(import.meta.dirname, '..', '..')
const origin = 'https://image.test/'
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' }

/** The built page, by path below its origin. */
const buildPage = (): ReadonlyMap<string, Buffer> => {
  const out = mkdtempSync(join(tmpdir(), 'image-page-'))
  try {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    const args = [vite, 'build', '--config', 'vite.image.config.ts', '--logLevel', 'error']
    const env = { ...process.env, UNDERSTORY_BUILD_OUT: out, NODE_ENV: 'production' }
    execFileSync(process.execPath, args, { cwd: root, env, stdio: 'pipe' })
    const { files } = JSON.parse(readFileSync(join(out, 'image-manifest.json'), 'utf8')) as {
      files: Record<string, unknown>
    }
    return new Map(Object.keys(files).map((name) => [name, readFileSync(join(out, 'image', name))]))
  } finally {
    rmSync(out, { recursive: true })
  }
}

/**
 * The system's Chromium, with the page under its own policy. Its sandbox is off here and only here,
 * as for the tests of components: it refuses to start as root. The app's page is tested with its
 * sandbox by the end-to-end suite.
 */
const startBrowser = async (): Promise<BrowserContext> => {
  const files = buildPage()
  // Most tests of vaults decode no image.
  const { chromium } = await import('playwright')
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    chromiumSandbox: false,
  })
  const context = await browser.newContext()
  await context.route('**', async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1) || 'index.html'
    const body = files.get(path)
    if (body === undefined) return route.abort()
    return route.fulfill({
      body,
      headers: {
        'content-type': types[extname(path)] ?? 'text/plain',
        'content-security-policy': decoderPolicy('image'),
      },
    })
  })
  return context
}

let started: Promise<BrowserContext> | null = null

/** Runs in the page: what the preload script and the vault process do. Bytes travel as base64. */
const askPage = `async (content, run) => {
  const { port1, port2 } = new MessageChannel()
  window.postMessage(null, location.origin, [port2])
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data)
  })
  port1.postMessage({ kind: 'piece', bytes: Uint8Array.from(atob(content), (l) => l.charCodeAt(0)) })
  port1.postMessage(run)
  return JSON.stringify(await answer, (_, value) => {
    if (!(value instanceof Uint8Array)) return value
    let text = ''
    for (let at = 0; at < value.length; at += 8192)
      text += String.fromCharCode(...value.subarray(at, at + 8192))
    return { $bytes: btoa(text) }
  })
}`

const readAnswer = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) =>
    typeof value === 'object' && value !== null && '$bytes' in value
      ? Uint8Array.from(Buffer.from(String(value.$bytes), 'base64'))
      : value,
  )

const evaluateIn = async (session: CDPSession, expression: string): Promise<string> => {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  })
  if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
  return String(result.value)
}

type OpenPage = { readonly page: Page; readonly session: CDPSession }

const openPage = async (): Promise<OpenPage> => {
  const context = await (started ??= startBrowser())
  const page = await context.newPage()
  await page.goto(origin)
  return { page, session: await context.newCDPSession(page) }
}

const askIn = async (
  { session }: OpenPage,
  pieces: readonly Uint8Array[],
  run: ToImages,
): Promise<unknown> => {
  const content = JSON.stringify(Buffer.from(joined(pieces)).toString('base64'))
  return readAnswer(await evaluateIn(session, `(${askPage})(${content}, ${JSON.stringify(run)})`))
}

/** One page that decodes one image after the other, for tests of many. It never ends. */
export const lastingImageHost = (): StartImageProcess => {
  let open: Promise<OpenPage> | null = null
  return async () => {
    const page = await (open ??= openPage())
    const pieces: Uint8Array[] = []
    let heard: (answer: unknown) => void = () => undefined
    return {
      send: (message) => {
        if (message.kind === 'piece') pieces.push(message.bytes)
        else void askIn(page, pieces, message).then((answer) => heard(answer))
      },
      onMessage: (listener) => {
        heard = listener
      },
      onEnd: () => undefined,
      end: () => undefined,
    }
  }
}

/** Image pages in the system's Chromium, one for each image. */
export const pageImageHost =
  (seen: Processes = noProcesses()): StartImageProcess =>
  async () => {
    const countEnd = countStart(seen)
    const open = await openPage()
    const { page } = open
    let isGone = false
    let onEnd = (): void => undefined
    page.once('close', () => {
      countEnd()
      isGone = true
      onEnd()
    })
    const pieces: Uint8Array[] = []
    let heard: (answer: unknown) => void = () => undefined
    return {
      send: (message) => {
        // The sender may wipe them.
        if (message.kind === 'piece') pieces.push(Uint8Array.from(message.bytes))
        // A page that was closed meanwhile answers nothing.
        else
          askIn(open, pieces, message).then(
            (answer) => heard(answer),
            () => page.close(),
          )
      },
      onMessage: (listener) => {
        heard = listener
      },
      onEnd: (listener) => {
        onEnd = listener
        if (isGone) listener()
      },
      end: () => void page.close(),
    }
  }
