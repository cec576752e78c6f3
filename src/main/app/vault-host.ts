import { MessageChannelMain, utilityProcess } from 'electron'
import type { MessagePortMain, UtilityProcess, WebContents } from 'electron'
import { Failure } from '../../shared/failure.ts'
import type { FileToken } from '../../shared/ids.ts'
import { isTrustedFrame } from '../ipc/sender.ts'
import type { FromVault, ToVault } from '../vault/control.ts'
import { interfaceLanguage } from './info.ts'
import { createDecoderHost } from './decoder-host.ts'
import { builtPaths } from './paths.ts'
import { printPdf } from './print-pdf.ts'
import { needsOldAddon, vaultFlags } from './runtime.ts'

/** How long a vault process may take to close its database before it is killed. */
const closeMs = 1_000

/**
 * The environment of the processes that hold keys: nothing from the user's shell. It has one
 * variable, because Electron's source passes on its own environment in place of an empty one.
 */
const bareEnvironment: Record<string, string> = { LANG: 'C' }

/**
 * The vault process of one window. It starts when the window is connected to it, or a file is
 * offered, and ends with the window, and all its data with it.
 */
export type VaultHost = {
  readonly unlocked: () => boolean
  /** The vault is being opened, made, recovered or restored. */
  readonly opening: () => boolean
  readonly idleLockMinutes: () => number
  /** Passes the port to the window: once, and only to the main frame showing our own page. */
  readonly connect: (contents: WebContents) => void
  /** Gives the vault process the path of a token; the window gets only the token. */
  readonly offerFile: (token: FileToken, path: string) => void
  /** @throws Failure 'exists' when the file is there, 'storage' when it cannot be written. */
  readonly createKeyFile: (token: FileToken<'keyFile'>, path: string) => Promise<void>
  /** Closes the vault, or kills the process after a second. Never throws. */
  readonly close: () => Promise<void>
  readonly kill: () => void
}

export const createVaultHost = (options: {
  readonly folder: string
  /** The process ended without a request. */
  readonly onCrash: () => void
  /** An operation began that opens the vault. */
  readonly onOpening: () => void
}): VaultHost => {
  let started: UtilityProcess | null = null
  let state = { unlocked: false, opening: false, idleLockMinutes: 5 }
  let connected = false
  let ending = false
  /** Aborted with the process, so that its pages for printing are closed too. */
  const printing = new AbortController()
  const keyFiles = new Map<FileToken, (code: Failure | null) => void>()

  const start = (): UtilityProcess => {
    // The process that holds the keys gets nothing from the user's shell.
    const child = utilityProcess.fork(builtPaths.vaultProcess(), [], {
      env: bareEnvironment,
      execArgv: vaultFlags,
      stdio: 'ignore',
      serviceName: 'Understory vault',
    })
    child.on('message', hear)
    child.once('exit', () => reportEnd())
    child.postMessage({
      kind: 'start',
      folder: options.folder,
      nativeBinding: needsOldAddon() ? builtPaths.oldAddon() : undefined,
      workers: builtPaths.workers(),
      language: interfaceLanguage(),
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    } satisfies ToVault)
    return child
  }
  const tell = (message: ToVault, ports?: MessagePortMain[]): void => {
    if (ending || hasEnded) return
    started ??= start()
    started.postMessage(message, ports)
  }

  const hear = (message: FromVault): void => {
    if (message.kind === 'state') {
      const began = message.opening && !state.opening
      state = message
      if (began && !ending) options.onOpening()
    }
    if (message.kind === 'decoder-start' && state.unlocked && !ending)
      decoders[message.of].start(message.id)
    if (message.kind === 'decoder-stop') decoders[message.of].stop(message.id)
    if (message.kind === 'print' && state.unlocked) void print(message.id, message.html)
    if (message.kind === 'key-file') {
      keyFiles.get(message.token)?.(message.code === null ? null : new Failure(message.code))
      keyFiles.delete(message.token)
    }
  }
  const print = async (id: number, html: string): Promise<void> => {
    const pdf = await printPdf(html, printing.signal).catch(() => null)
    if (!printing.signal.aborted) tell({ kind: 'printed', id, pdf })
  }
  const decoders = {
    pdf: createDecoderHost('pdf', tell),
    image: createDecoderHost('image', tell),
  }
  const stopHelpers = (): void => {
    decoders.pdf.stopAll()
    decoders.image.stopAll()
    printing.abort()
  }
  let hasEnded = false
  let reportEnd: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    reportEnd = resolve
  })
  // Not within the event itself: Electron is still clearing up what a message would go to.
  void ended.then(() => {
    hasEnded = true
    stopHelpers()
    for (const settle of keyFiles.values()) settle(new Failure('storage'))
    if (!ending) options.onCrash()
  })

  const kill = (): void => {
    ending = true
    // SIGKILL, because a busy process might not handle another signal: it ends before this returns.
    try {
      if (started?.pid !== undefined) process.kill(started.pid, 'SIGKILL')
    } catch {
      // The process has already ended.
    }
    started?.kill()
    stopHelpers()
  }
  return {
    unlocked: () => state.unlocked,
    opening: () => state.opening,
    idleLockMinutes: () => state.idleLockMinutes,
    connect: (contents) => {
      const frame = contents.mainFrame
      if (connected || !isTrustedFrame(frame, contents)) return
      connected = true
      const { port1, port2 } = new MessageChannelMain()
      tell({ kind: 'port' }, [port1])
      frame.postMessage('vault-port', null, [port2])
    },
    offerFile: (token, path) => tell({ kind: 'file', token, path }),
    createKeyFile: (token, path) =>
      new Promise((resolve, reject) => {
        if (ending) throw new Failure('storage')
        keyFiles.set(token, (failure) => (failure === null ? resolve() : reject(failure)))
        tell({ kind: 'key-file', token, path })
      }),
    close: async () => {
      ending = true
      stopHelpers()
      if (started === null || hasEnded) return
      started.postMessage({ kind: 'close' } satisfies ToVault)
      const late = setTimeout(kill, closeMs)
      await ended
      clearTimeout(late)
    },
    kill,
  }
}
