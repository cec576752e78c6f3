import type { MessagePortMain } from 'electron'
import './exchange/web-crypto.ts'
import { Failure } from '../shared/failure.ts'
import { answerPort } from './ipc/port.ts'
import type { Conversation, Port } from './ipc/port.ts'
import { createFaultRing } from './ipc/report.ts'
import { serve } from './ipc/serve.ts'
import { createImageLines } from './vault/images/image-lines.ts'
import type { FromVault, ToVault } from './vault/control.ts'
import { createFileTokens } from './vault/file-tokens.ts'
import { vaultHandlers } from './vault/handlers.ts'
import { createKeeper } from './vault/keeper.ts'
import type { Keeper } from './vault/keeper-port.ts'
import { createPrinter } from './vault/printer.ts'
import { writeKeyFile } from './vault/key-file.ts'

// The composition root of the vault process: everything secret happens in here, and ends with it.

const main = process.parentPort
const tell = (message: FromVault): void => main.postMessage(message)
const files = createFileTokens()
const faults = createFaultRing()
const printer = createPrinter((id, html) => tell({ kind: 'print', id, html }))

const images = createImageLines({
  start: (id) => tell({ kind: 'image-start', id }),
  stop: (id) => tell({ kind: 'image-stop', id }),
})

let conversation: Conversation | null = null
let keeper: Keeper | null = null

const listening = (port: MessagePortMain): Port => ({
  postMessage: (message) => port.postMessage(message),
  onMessage: (listener) => {
    port.on('message', ({ data }) => listener(data))
    port.start()
  },
})

const connect = (port: MessagePortMain, vault: Keeper): void => {
  // Main looked at the frame before it handed the port over: whoever holds it may speak.
  const answer = serve(vaultHandlers(vault, printer.print), {
    trusted: () => true,
    unlocked: () => vault.session() !== null,
    report: faults.report,
  })
  conversation = answerPort(listening(port), (channel, raw) => answer(channel, null, raw))
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

const close = async (): Promise<void> => {
  // The window heard of the lock at the same moment, and sends what was typed last.
  const open = keeper !== null && keeper.session() !== null
  if (open) await conversation?.finish()
  try {
    keeper?.close()
  } finally {
    tell({ kind: 'closed' })
    process.exit(0)
  }
}

main.on('message', ({ data, ports }) => {
  const message = data as ToVault
  switch (message.kind) {
    case 'start':
      keeper = createKeeper({
        folder: message.folder,
        nativeBinding: message.nativeBinding,
        workers: message.workers,
        language: message.language,
        files,
        images: images.host,
        emit: (event) => conversation?.emit(event),
        onState: (state) => {
          tell({ kind: 'state', ...state })
          keeper?.session()?.lint.ready()
        },
      })
      break
    case 'port':
      if (ports[0] !== undefined && keeper !== null) connect(ports[0], keeper)
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
    case 'image-port':
      if (ports[0] !== undefined) images.connected(message.id, listening(ports[0]))
      break
    case 'image-ended':
      images.ended(message.id)
      break
    case 'close':
      void close()
  }
})
