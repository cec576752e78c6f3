import { BrowserWindow, MessageChannelMain } from 'electron'
import type { MessagePortMain } from 'electron'
import type { DecoderKind, ToVault } from '../vault/control.ts'
import { decoderPolicy } from './decoder-policy.ts'
import { closedPreferences } from './window-hardening.ts'
import { builtPaths } from './paths.ts'
import { servePage } from './protocol.ts'
import { createSession } from './session.ts'

type DecoderMessage = Extract<ToVault, { kind: 'decoder-port' | 'decoder-ended' }>

/**
 * Creates pages that decode PDFs or images, one for each file: hidden, sandboxed, in a renderer
 * process and a session of their own. The main process makes the channel between such a page and
 * the vault process, passes on both ends, and reads none of its messages.
 */
export type DecoderHost = {
  readonly start: (id: number) => void
  readonly stop: (id: number) => void
  /** At lock: ends everything that holds a file. */
  readonly stopAll: () => void
}

/** The longest lifetime of a page, in milliseconds. */
const lifetimes: Readonly<Record<DecoderKind, number>> = { pdf: 60 * 60_000, image: 3 * 60_000 }

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

const originOf = (kind: DecoderKind): string => `app://${kind}/`

const createPage = (kind: DecoderKind): BrowserWindow => {
  const origin = originOf(kind)
  const session = createSession(origin)
  const page = { origin, ...builtPaths.decoder(kind), policy: () => decoderPolicy(kind) }
  const compareFiles = servePage(session, page)
  compareFiles()
  return new BrowserWindow({
    show: false,
    width: 64,
    height: 64,
    title: '',
    focusable: false,
    skipTaskbar: true,
    webPreferences: {
      session,
      preload: builtPaths.decoderPreload(),
      ...closedPreferences,
      // Hidden, but must still draw.
      backgroundThrottling: false,
      webgl: false,
      plugins: false,
    },
  })
}

/** Null when its page cannot be read or differs from the built one. */
const pageOrNone = (kind: DecoderKind): BrowserWindow | null => {
  try {
    return createPage(kind)
  } catch {
    return null
  }
}

export const createDecoderHost = (
  of: DecoderKind,
  tell: (message: DecoderMessage, ports?: MessagePortMain[]) => void,
): DecoderHost => {
  const running = new Map<number, () => void>()
  const start = (id: number): void => {
    if (running.has(id)) return
    const window = pageOrNone(of)
    if (window === null) {
      tell({ kind: 'decoder-ended', of, id })
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
      tell({ kind: 'decoder-ended', of, id })
    }
    const late = setTimeout(end, lifetimes[of])
    late.unref()
    running.set(id, end)
    webContents.once('render-process-gone', end)
    window.once('closed', end)
    const connect = async (): Promise<void> => {
      await window.loadURL(originOf(of))
      if (!running.has(id)) return
      const { port1, port2 } = new MessageChannelMain()
      webContents.mainFrame.postMessage('decoder-port', null, [port2])
      tell({ kind: 'decoder-port', of, id }, [port1])
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
