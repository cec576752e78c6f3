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

/** The vault process of one window. It ends with the window, and all its data with it. */
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

export const startVaultHost = (options: {
  readonly folder: string
  /** The process ended without a request. */
  readonly onCrash: () => void
  /** An operation began that opens the vault. */
  readonly onOpening: () => void
}): VaultHost => {
  // The process that holds the keys gets nothing from the user's shell.
  const child: UtilityProcess = utilityProcess.fork(builtPaths.vaultProcess(), [], {
    env: bareEnvironment,
    execArgv: vaultFlags,
    stdio: 'ignore',
    serviceName: 'Understory vault',
  })
  const tell = (message: ToVault): void => child.postMessage(message)
  tell({
    kind: 'start',
    folder: options.folder,
    nativeBinding: needsOldAddon() ? builtPaths.oldAddon() : undefined,
    workers: builtPaths.workers(),
    language: interfaceLanguage(),
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  })

  let state = { unlocked: false, opening: false, idleLockMinutes: 5 }
  let connected = false
  let ending = false
  /** Aborted with the process, so that its pages for printing are closed too. */
  const printing = new AbortController()
  const keyFiles = new Map<FileToken, (code: Failure | null) => void>()

  child.on('message', (message: FromVault) => {
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
  })
  const print = async (id: number, html: string): Promise<void> => {
    const pdf = await printPdf(html, printing.signal).catch(() => null)
    if (!printing.signal.aborted) tell({ kind: 'printed', id, pdf })
  }
  const tellWith = (message: ToVault, ports?: MessagePortMain[]): void => {
    if (!ending) child.postMessage(message, ports)
  }
  const decoders = {
    pdf: createDecoderHost('pdf', tellWith),
    image: createDecoderHost('image', tellWith),
  }
  const stopHelpers = (): void => {
    decoders.pdf.stopAll()
    decoders.image.stopAll()
    printing.abort()
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void ended.then(() => {
    stopHelpers()
    for (const settle of keyFiles.values()) settle(new Failure('storage'))
    if (!ending) options.onCrash()
  })

  const kill = (): void => {
    ending = true
    // SIGKILL, because a busy process might not handle another signal: it ends before this returns.
    try {
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
    } catch {
      // The process has already ended.
    }
    child.kill()
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
      child.postMessage({ kind: 'port' } satisfies ToVault, [port1])
      frame.postMessage('vault-port', null, [port2])
    },
    offerFile: (token, path) => tell({ kind: 'file', token, path }),
    createKeyFile: (token, path) =>
      new Promise((resolve, reject) => {
        keyFiles.set(token, (failure) => (failure === null ? resolve() : reject(failure)))
        tell({ kind: 'key-file', token, path })
      }),
    close: async () => {
      ending = true
      stopHelpers()
      tell({ kind: 'close' })
      const late = setTimeout(kill, closeMs)
      await ended
      clearTimeout(late)
    },
    kill,
  }
}
