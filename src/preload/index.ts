import { contextBridge, ipcRenderer, webFrame } from 'electron'
import { mainChannels, vaultChannels } from '../shared/channels.ts'
import type { SentReply } from '../shared/reply.ts'
import { whenAtRest } from './when-at-rest.ts'

type Message = {
  readonly id?: number
  /** Of a long reply, before its last part. */
  readonly piece?: string
  readonly reply?: SentReply<unknown>
  readonly event?: unknown
}

// Tells Chromium that memory is short in this page: it collects garbage, which holds texts that were
// read, and returns what it kept for later. Otherwise that stays for as long as nothing happens.
const used = whenAtRest(() => webFrame.clearCache())
for (const sign of ['keydown', 'pointerdown', 'pointermove', 'wheel'])
  addEventListener(sign, used, { capture: true, passive: true })

// Vault requests wait for the port, which main hands over once it has looked at the frame.
const vaultPort = new Promise<MessagePort>((resolve) => {
  ipcRenderer.once('vault-port', (event) => {
    const [port] = event.ports
    if (port === undefined) return
    port.onmessage = ({ data }: MessageEvent<Message>) => {
      used()
      receive(data)
    }
    resolve(port)
  })
})

const waiting = new Map<number, (reply: unknown) => void>()
const begun = new Map<number, string>()
const listeners = new Set<(event: unknown) => void>()
let lastId = 0

const tell = (event: unknown): void => {
  for (const listener of listeners) listener(event)
}

const receive = ({ id, piece, reply, event }: Message): void => {
  if (event !== undefined) tell(event)
  if (id === undefined) return
  if (piece !== undefined) begun.set(id, (begun.get(id) ?? '') + piece)
  if (reply === undefined) return
  const isText = reply.ok && 'text' in reply
  waiting.get(id)?.(isText ? { ok: true, text: (begun.get(id) ?? '') + reply.text } : reply)
  waiting.delete(id)
  begun.delete(id)
}

ipcRenderer.on('vault-event', (_, event: unknown) => tell(event))

// Electron's own copy turns an element of the page into an empty object, which is a request of some
// channels. The copy of the web platform refuses it, as it does on the port.
const toMain = (channel: string) => async (input: unknown) =>
  ipcRenderer.invoke(`api:${channel}`, structuredClone(input))

const toVault = (channel: string) => async (input: unknown) => {
  const port = await vaultPort
  return new Promise((resolve) => {
    const id = ++lastId
    waiting.set(id, resolve)
    port.postMessage({ id, channel, input })
  })
}

const onEvent = (listener: (event: unknown) => void): (() => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

contextBridge.exposeInMainWorld('api', {
  ...Object.fromEntries(mainChannels.map((channel) => [channel, toMain(channel)])),
  ...Object.fromEntries(vaultChannels.map((channel) => [channel, toVault(channel)])),
  onEvent,
})
