import { BrowserWindow } from 'electron'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { closedPreferences } from './window-hardening.ts'
import { builtPaths } from './paths.ts'
import { createSession } from './session.ts'
import { Failure } from '../../shared/failure.ts'
import type { WebContents } from 'electron'

/**
 * The system's own dialog, and what became of it. The words that Electron gives with a failure are
 * those of the system, and go nowhere.
 *
 * @returns whether it was printed; a person who closed the dialog printed nothing.
 * @throws Failure 'printing' where the printer, or the system, refused.
 */
export const printWindow = (contents: Pick<WebContents, 'print'>): Promise<{ printed: boolean }> =>
  new Promise((resolve, reject) => {
    contents.print({}, (printed, reason) => {
      if (printed || /cancel/i.test(reason)) resolve({ printed })
      else reject(new Failure('printing'))
    })
  })

/**
 * For what may have no answer at all.
 *
 * @throws Failure 'internal' once that many milliseconds have passed, 'cancelled' once `signal` is
 * aborted; before, whatever `answer` throws.
 */
export const withTimeout = async <T>(
  answer: Promise<T>,
  ms: number,
  signal?: AbortSignal,
): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  let giveUp = (): void => undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure('internal')), ms)
    giveUp = () => reject(new Failure('cancelled'))
    signal?.addEventListener('abort', giveUp)
    if (signal?.aborted === true) giveUp()
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}

const origin = 'app://print/'
const types = { css: 'text/css; charset=utf-8', woff2: 'font/woff2' } as const
/** Rounds of printing until no letter asks for another part of a font. */
const roundsMax = 6
/** Milliseconds: a page that lies in memory is there long before. */
const loadMost = 60_000
/** Milliseconds for one round of printing, however long the page. */
const printMost = 300_000

const headers = (type: string): Record<string, string> => ({
  'content-type': type,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
})

/** The fonts that came with the app: exact address → file and type. */
const fontFiles = (folder: string): ReadonlyMap<string, { path: string; type: string }> =>
  new Map(
    readdirSync(folder).flatMap((name) => {
      const type = types[name.split('.').at(-1) as keyof typeof types]
      return type === undefined ? [] : [[origin + name, { path: join(folder, name), type }]]
    }),
  )

/**
 * A PDF of a page that stands alone, made by a hidden window in a session of its own: no script, no
 * preload, nothing to ask for but this page and the app's fonts. The window is gone afterwards, and
 * the session, which Electron keeps, knows the page no more. What Chromium writes about itself is
 * still in the PDF; the vault process takes that out.
 *
 * @param signal aborted when nobody waits for it any more, as after locking: the page goes at once.
 * @throws Error when the page cannot be drawn, is not there after a minute, or is given up.
 */
export const printPdf = async (html: string, signal: AbortSignal): Promise<Uint8Array> => {
  const session = createSession(origin)
  const fonts = fontFiles(builtPaths.fonts())
  let served = 0
  session.protocol.handle('app', ({ method, url }) => {
    if (method === 'GET' && url === origin) {
      return new Response(html, { headers: headers('text/html; charset=utf-8') })
    }
    const font = method === 'GET' ? fonts.get(url) : undefined
    if (font === undefined) return new Response(null, { status: 404 })
    served += 1
    return new Response(new Uint8Array(readFileSync(font.path)), { headers: headers(font.type) })
  })
  const window = new BrowserWindow({
    show: false,
    title: '',
    webPreferences: {
      session,
      ...closedPreferences,
      javascript: false,
    },
  })
  const print = (): Promise<Uint8Array> =>
    withTimeout(
      window.webContents.printToPDF({
        pageSize: 'A4',
        preferCSSPageSize: true,
        printBackground: false,
        // A tagged file can be read aloud.
        generateTaggedPDF: true,
      }),
      printMost,
      signal,
    )
  try {
    // Where Chromium's network process ends right then, the page would be waited for for ever.
    await withTimeout(window.loadURL(origin), loadMost, signal)
    // Fonts come in parts, each when a letter first needs it: printed again until none came.
    let pdf = await print()
    for (let round = 1, before = -1; round < roundsMax && before !== served; round++) {
      before = served
      await new Promise((resolve) => setTimeout(resolve, 150))
      pdf = await print()
    }
    return pdf
  } finally {
    window.destroy()
    session.protocol.unhandle('app')
  }
}
