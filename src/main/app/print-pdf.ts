import { BrowserWindow } from 'electron'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { closedPreferences } from './window-hardening.ts'
import { builtPaths } from './paths.ts'
import { withTimeout } from './printing.ts'
import { createSession } from './session.ts'

const origin = 'app://print/'
const types = { css: 'text/css; charset=utf-8', woff2: 'font/woff2' } as const
/** Most rounds of printing until no letter needs another part of a font. */
const roundsMax = 6
/** Milliseconds: a page in memory loads much faster. */
const loadMost = 60_000
/** Milliseconds for one round of printing, whatever the length of the page. */
const printMost = 300_000

const headers = (type: string): Record<string, string> => ({
  'content-type': type,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
})

/** The app's own fonts: exact address → file and type. */
const fontFiles = (folder: string): ReadonlyMap<string, { path: string; type: string }> =>
  new Map(
    readdirSync(folder).flatMap((name) => {
      const type = types[name.split('.').at(-1) as keyof typeof types]
      return type === undefined ? [] : [[origin + name, { path: join(folder, name), type }]]
    }),
  )

/**
 * Makes a PDF of a self-contained page in a hidden window with its own session: no script, no
 * preload, no request except for this page and the app's fonts. Afterwards the window is destroyed,
 * and the session, which Electron keeps, no longer has the page. The PDF still contains Chromium's
 * own metadata; the vault process removes it.
 *
 * @param signal aborted when the result is no longer needed, as after locking: closes the page at
 * once.
 * @throws Error when the page cannot be drawn, has not loaded after a minute, or is aborted.
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
        // Screen readers can read a tagged file aloud.
        generateTaggedPDF: true,
      }),
      printMost,
      signal,
    )
  try {
    // If Chromium's network process ends at this moment, loading would never finish.
    await withTimeout(window.loadURL(origin), loadMost, signal)
    // Fonts load in parts, when a letter first needs one: prints again until no part was loaded.
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
