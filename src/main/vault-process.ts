import type { MessagePortMain } from 'electron'
import { Failure } from '../shared/failure.ts'
import type { ToImages } from '../shared/image-messages.ts'
import type { ToPdf } from '../shared/pdf-messages.ts'
import { collectWhenIdle, exposeGc } from './idle-gc.ts'
import { createFaultRing, servePort } from './ipc/serve.ts'
import type { Conversation, Port } from './ipc/serve.ts'
import type { DecoderKind, FromVault, ToVault } from './vault/control.ts'
import { dropAhead, readyAhead } from './vault/files/credential.ts'
import { createFileTokens } from './vault/session/file-tokens.ts'
import { runningBuild } from './release/running-build.ts'
import { vaultHandlers } from './vault/handlers.ts'
import { createProcessChannels } from './vault/decoders/process-channel.ts'
import { createVaultController } from './vault/vault-controller.ts'
import type { VaultController } from './vault/session/vault-controller-port.ts'
import { createPrinter } from './vault/session/printer.ts'
import { writeKeyFile } from './vault/storage/key-file.ts'

// The composition root of the vault process: secrets exist only here, and end with it.

/** Also deletes what Chromium put there for its own use, such as the address of the message bus. */
const forgetEnvironment = (): void => {
  for (const name of Object.keys(process.env)) delete process.env[name]
}
forgetEnvironment()

const main = process.parentPort
const tell = (message: FromVault): void => main.postMessage(message)
/** Put here by the build: `YYYY-MM-DD`. */
declare const BUILD_DAY: string
const build = runningBuild(BUILD_DAY)
const files = createFileTokens()
const faults = createFaultRing()
const printer = createPrinter((id, html) => tell({ kind: 'print', id, html }))

const decoderRequests = (of: DecoderKind) => ({
  start: (id: number) => tell({ kind: 'decoder-start', of, id }),
  stop: (id: number) => tell({ kind: 'decoder-stop', of, id }),
})

const decoders = {
  image: createProcessChannels<ToImages>('image-process', decoderRequests('image')),
  pdf: createProcessChannels<ToPdf>('pdf-process', decoderRequests('pdf')),
}

let conversation: Conversation | null = null
let controller: VaultController | null = null
let kdfWorker: string | null = null

const listening = (port: MessagePortMain): Port => ({
  postMessage: (message: unknown) => port.postMessage(message),
  onMessage: (listener: (data: unknown) => void) => {
    port.on('message', ({ data }) => listener(data))
    port.start()
  },
})

const connect = (port: MessagePortMain, vault: VaultController): void => {
  conversation = servePort(listening(port), vaultHandlers(vault, { print: printer.print, build }), {
    unlocked: () => vault.session() !== null,
    report: faults.report,
    answered: collectWhenIdle(exposeGc(), () => vault.session()?.store.freeMemory()),
  })
}

const makeKeyFile = (
  token: Extract<ToVault, { kind: 'key-file' }>['token'],
  path: string,
): void => {
  try {
    writeKeyFile(path)
    files.add(token, path)
    tell({ kind: 'key-file', token, code: null })
  } catch (cause) {
    tell({ kind: 'key-file', token, code: cause instanceof Failure ? cause.code : 'storage' })
  }
}

/** Starting a thread uses a core for a moment: the window shows its first screen first. */
const firstScreenMs = 500

const readyForPassphrase = (): void => {
  if (kdfWorker !== null && controller?.status().state === 'locked') readyAhead(kdfWorker)
}

const close = async (): Promise<void> => {
  // The window got the lock event at the same moment, and sends its last edits.
  const open = controller !== null && controller.session() !== null
  if (open) await conversation?.finish()
  try {
    controller?.close()
  } finally {
    tell({ kind: 'closed' })
    process.exit(0)
  }
}

main.on('message', ({ data, ports }) => {
  const message = data as ToVault
  switch (message.kind) {
    case 'start':
      controller = createVaultController({
        folder: message.folder,
        nativeBinding: message.nativeBinding,
        workers: message.workers,
        language: message.language,
        timeZone: message.timeZone,
        files,
        images: decoders.image.host,
        pdfs: decoders.pdf.host,
        emit: (event) => conversation?.emit(event),
        onState: (state) => {
          tell({ kind: 'state', ...state })
          if (state.unlocked) dropAhead()
        },
      })
      kdfWorker = message.workers.kdf
      break
    case 'port':
      if (ports[0] !== undefined && controller !== null) connect(ports[0], controller)
      setTimeout(readyForPassphrase, firstScreenMs).unref()
      break
    case 'file':
      files.add(message.token, message.path)
      break
    case 'key-file':
      makeKeyFile(message.token, message.path)
      break
    case 'printed':
      printer.printed(message.id, message.pdf)
      break
    case 'decoder-port':
      if (ports[0] !== undefined) decoders[message.of].connected(message.id, listening(ports[0]))
      break
    case 'decoder-ended':
      decoders[message.of].ended(message.id)
      break
    case 'close':
      void close()
  }
})
