import { BrowserWindow, MessageChannelMain } from 'electron'
import type { MessagePortMain } from 'electron'
import type { ToVault } from '../vault/control.ts'
import { closedPreferences } from './window-hardening.ts'
import { builtPaths } from './paths.ts'
import { servePage } from './protocol.ts'
import { createSession } from './session.ts'

type PdfReaderMessage = Extract<ToVault, { kind: 'pdf-port' | 'pdf-ended' }>

/**
 * Creates pages that read PDFs, one for each document: hidden, sandboxed, in a renderer process and
 * a session of their own. The main process makes the channel between such a page and the vault
 * process, passes on both ends, and reads none of its messages.
 */
export type PdfHost = {
  readonly start: (id: number) => void
  readonly stop: (id: number) => void
  /** At lock: ends everything that holds a document. */
  readonly stopAll: () => void
}

const origin = 'app://pdf/'
/** The longest lifetime of one reader, in milliseconds. */
const lifetime = 60 * 60_000

/** Only its own scripts: no request, no style, no picture, no script from text. */
const policy = (): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
    `sandbox allow-scripts allow-same-origin`,
  ].join('; ')

/**
 * SIGKILL: a busy or compromised page might ignore a gentler signal. The page has its own session,
 * so no other page shares the process.
 */
const kill = (pid: number): void => {
  try {
    if (pid > 0) process.kill(pid, 'SIGKILL')
  } catch {
    // The process has already ended.
  }
}

const createReader = (): BrowserWindow => {
  const session = createSession(origin)
  servePage(session, {
    origin,
    folder: builtPaths.pdfPage(),
    manifest: builtPaths.pdfManifest(),
    policy,
  })
  return new BrowserWindow({
    show: false,
    width: 64,
    height: 64,
    title: '',
    focusable: false,
    skipTaskbar: true,
    webPreferences: {
      session,
      preload: builtPaths.pdfPreload(),
      ...closedPreferences,
      // Hidden, but must still draw.
      backgroundThrottling: false,
      webgl: false,
      plugins: false,
    },
  })
}

/** Null when its page cannot be read or differs from the built one. */
const readerOrNone = (): BrowserWindow | null => {
  try {
    return createReader()
  } catch {
    return null
  }
}

export const createPdfHost = (
  tell: (message: PdfReaderMessage, ports?: MessagePortMain[]) => void,
): PdfHost => {
  const running = new Map<number, () => void>()
  const start = (id: number): void => {
    if (running.has(id)) return
    const window = readerOrNone()
    if (window === null) {
      tell({ kind: 'pdf-ended', id })
      return
    }
    const { webContents } = window
    const end = (): void => {
      if (!running.delete(id)) return
      clearTimeout(late)
      if (!window.isDestroyed()) {
        if (!webContents.isCrashed()) kill(webContents.getOSProcessId())
        window.destroy()
      }
      tell({ kind: 'pdf-ended', id })
    }
    const late = setTimeout(end, lifetime)
    late.unref()
    running.set(id, end)
    webContents.once('render-process-gone', end)
    window.once('closed', end)
    const connect = async (): Promise<void> => {
      await window.loadURL(origin)
      if (!running.has(id)) return
      const { port1, port2 } = new MessageChannelMain()
      webContents.mainFrame.postMessage('pdf-port', null, [port2])
      tell({ kind: 'pdf-port', id }, [port1])
    }
    connect().catch(end)
  }
  return {
    start,
    stop: (id) => running.get(id)?.(),
    stopAll: () => {
      for (const end of [...running.values()]) end()
    },
  }
}
